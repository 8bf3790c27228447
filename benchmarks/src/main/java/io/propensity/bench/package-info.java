/**
 * What {@code scripts/bench.sh} measures: a class a name, listed in {@link
 * io.propensity.bench.Bench}.
 */
@NullMarked
package io.propensity.bench;

import org.jspecify.annotations.NullMarked;
