/** Which rows are trained on, validated on and tested on. */
@NullMarked
package io.propensity.split;

import org.jspecify.annotations.NullMarked;
