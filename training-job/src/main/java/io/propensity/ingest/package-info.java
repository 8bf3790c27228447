/** The first step: a source's rows become the raw table. */
@NullMarked
package io.propensity.ingest;

import org.jspecify.annotations.NullMarked;
