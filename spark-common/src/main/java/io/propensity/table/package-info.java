/** Parquet tables on a Hadoop file system: read with a clear refusal, replaced whole. */
@NullMarked
package io.propensity.table;

import org.jspecify.annotations.NullMarked;
