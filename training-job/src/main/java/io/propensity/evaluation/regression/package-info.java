/** The metrics of a regression, one a file; {@code RegressionMetrics} lists them. */
@NullMarked
package io.propensity.evaluation.regression;

import org.jspecify.annotations.NullMarked;
