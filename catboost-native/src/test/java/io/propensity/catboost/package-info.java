@NullMarked
package io.propensity.catboost;

import org.jspecify.annotations.NullMarked;
