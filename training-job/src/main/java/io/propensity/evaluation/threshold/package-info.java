/** From which score on a row counts as positive, and what comes of it. */
@NullMarked
package io.propensity.evaluation.threshold;

import org.jspecify.annotations.NullMarked;
