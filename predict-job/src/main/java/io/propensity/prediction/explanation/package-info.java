/** Why users have their scores. */
@NullMarked
package io.propensity.prediction.explanation;

import org.jspecify.annotations.NullMarked;
