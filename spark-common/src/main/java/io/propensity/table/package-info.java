/** Tables: the warehouse's own, which are Iceberg's, and plain Parquet directories. */
@NullMarked
package io.propensity.table;

import org.jspecify.annotations.NullMarked;
