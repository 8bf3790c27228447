@NullMarked
package io.propensity.scaffold;

import org.jspecify.annotations.NullMarked;
