/** CatBoost: fits on the machine of the driver, in a process of its own. */
@NullMarked
package io.propensity.algorithm.catboost;

import org.jspecify.annotations.NullMarked;
