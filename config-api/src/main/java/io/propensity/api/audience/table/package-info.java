/** Users tables as files that DuckDB reads in this process: found, confined, opened, queried. */
@NullMarked
package io.propensity.api.audience.table;

import org.jspecify.annotations.NullMarked;
