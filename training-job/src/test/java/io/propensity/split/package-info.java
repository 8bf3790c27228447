@NullMarked
package io.propensity.split;

import org.jspecify.annotations.NullMarked;
