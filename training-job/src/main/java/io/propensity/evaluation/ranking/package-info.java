/** Rows in the order of their scores: all that can be known of a binary model from one pass. */
@NullMarked
package io.propensity.evaluation.ranking;

import org.jspecify.annotations.NullMarked;
