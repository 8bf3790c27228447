@NullMarked
package io.propensity.training;

import org.jspecify.annotations.NullMarked;
