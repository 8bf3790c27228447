/**
 * What fits a model to rows, and what comes out of it. Each algorithm has a package of its own
 * below this one; only the list in {@code io.propensity.training} knows them.
 */
@NullMarked
package io.propensity.algorithm;

import org.jspecify.annotations.NullMarked;
