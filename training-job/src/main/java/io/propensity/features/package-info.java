/** The second step: raw rows become labelled rows with everything that features are made of. */
@NullMarked
package io.propensity.features;

import org.jspecify.annotations.NullMarked;
