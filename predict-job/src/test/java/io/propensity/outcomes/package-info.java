@NullMarked
package io.propensity.outcomes;

import org.jspecify.annotations.NullMarked;
