/** The house's plan, held against the classes that the build made. */
@NullMarked
package io.propensity.architecture;

import org.jspecify.annotations.NullMarked;
