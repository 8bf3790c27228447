/** What Prometheus is told of the runs; docs/observability.md has the names. */
@NullMarked
package io.propensity.api.metrics;

import org.jspecify.annotations.NullMarked;
