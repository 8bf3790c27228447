/** What makes probabilities of scores, fitted on the validation split. */
@NullMarked
package io.propensity.evaluation.calibration;

import org.jspecify.annotations.NullMarked;
