@NullMarked
package io.propensity.tuning;

import org.jspecify.annotations.NullMarked;
