@NullMarked
package io.propensity.features;

import org.jspecify.annotations.NullMarked;
