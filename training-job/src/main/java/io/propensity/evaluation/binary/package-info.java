/** The metrics of a binary model, one a file; {@code BinaryMetrics} lists them. */
@NullMarked
package io.propensity.evaluation.binary;

import org.jspecify.annotations.NullMarked;
