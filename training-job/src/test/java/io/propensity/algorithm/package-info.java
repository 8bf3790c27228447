@NullMarked
package io.propensity.algorithm;

import org.jspecify.annotations.NullMarked;
