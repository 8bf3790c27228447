/** Pictures for people, as PNG. */
@NullMarked
package io.propensity.figure;

import org.jspecify.annotations.NullMarked;
