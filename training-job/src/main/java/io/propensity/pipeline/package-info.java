/** The pipeline format: what {@code pipeline.yaml} may say, bound strictly. */
@NullMarked
package io.propensity.pipeline;

import org.jspecify.annotations.NullMarked;
