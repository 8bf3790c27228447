/**
 * The parts of the rows that are measured apart: the splits, and the segments of the one that
 * counts.
 */
@NullMarked
package io.propensity.evaluation.slice;

import org.jspecify.annotations.NullMarked;
