@NullMarked
package io.propensity.algorithm.catboost;

import org.jspecify.annotations.NullMarked;
