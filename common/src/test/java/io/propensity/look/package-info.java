@NullMarked
package io.propensity.look;

import org.jspecify.annotations.NullMarked;
