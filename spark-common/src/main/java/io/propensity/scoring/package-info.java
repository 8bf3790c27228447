/**
 * From a users table to scores: the inputs, the derived columns, the model's features, CatBoost in
 * batches.
 */
@NullMarked
package io.propensity.scoring;

import org.jspecify.annotations.NullMarked;
