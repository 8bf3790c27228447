/** CatBoost's native trainer, behind one small type. */
@NullMarked
package io.propensity.catboost;

import org.jspecify.annotations.NullMarked;
