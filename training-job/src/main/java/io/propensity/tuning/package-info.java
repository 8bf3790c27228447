/** Which parameters are best, and how far a model's metrics spread: by cross-validation. */
@NullMarked
package io.propensity.tuning;

import org.jspecify.annotations.NullMarked;
