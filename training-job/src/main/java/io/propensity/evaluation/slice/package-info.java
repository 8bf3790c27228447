/**
 * The parts of the rows that are measured apart: the splits, and the segments of the test split.
 */
@NullMarked
package io.propensity.evaluation.slice;

import org.jspecify.annotations.NullMarked;
