/** The console's pages of pipelines. */
@NullMarked
package io.propensity.api.console.pipeline;

import org.jspecify.annotations.NullMarked;
