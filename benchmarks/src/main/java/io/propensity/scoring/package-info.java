/** What is measured of the package of this name, whose inner parts it can see. */
@NullMarked
package io.propensity.scoring;

import org.jspecify.annotations.NullMarked;
