@NullMarked
package io.propensity.algorithm.mllib;

import org.jspecify.annotations.NullMarked;
