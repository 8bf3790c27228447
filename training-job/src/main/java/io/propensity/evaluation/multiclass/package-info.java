/** The metrics of a model of several classes, one a file; {@code MulticlassMetrics} lists them. */
@NullMarked
package io.propensity.evaluation.multiclass;

import org.jspecify.annotations.NullMarked;
