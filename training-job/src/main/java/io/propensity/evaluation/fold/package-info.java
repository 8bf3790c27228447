/** Sums over rows that come out the same whatever the order and the partitions of the rows. */
@NullMarked
package io.propensity.evaluation.fold;

import org.jspecify.annotations.NullMarked;
