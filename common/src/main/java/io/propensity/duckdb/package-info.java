/**
 * Expressions as SQL of DuckDB, for answers without a Spark session. Made from the tree alone, as
 * Spark's columns are, and held to the same meaning.
 */
@NullMarked
package io.propensity.duckdb;

import org.jspecify.annotations.NullMarked;
