/**
 * What whoever uses a model should be told first, one suspicion a file; {@code Warnings} lists
 * them.
 */
@NullMarked
package io.propensity.evaluation.warning;

import org.jspecify.annotations.NullMarked;
