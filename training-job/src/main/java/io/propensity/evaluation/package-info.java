/** How good a fitted model is, measured by scoring as campaigns are scored. */
@NullMarked
package io.propensity.evaluation;

import org.jspecify.annotations.NullMarked;
