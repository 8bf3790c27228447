/** The order of scored users, and where it is cut into segments. */
@NullMarked
package io.propensity.prediction.ranking;

import org.jspecify.annotations.NullMarked;
