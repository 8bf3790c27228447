/** The platform as its users run it: scripts, jars and processes. */
@NullMarked
package io.propensity.system;

import org.jspecify.annotations.NullMarked;
