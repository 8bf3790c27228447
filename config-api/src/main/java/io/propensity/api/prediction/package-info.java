/** What scoring runs published, for download. */
@NullMarked
package io.propensity.api.prediction;

import org.jspecify.annotations.NullMarked;
