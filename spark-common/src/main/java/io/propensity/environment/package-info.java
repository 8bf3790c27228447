/** The environment file and what it names, as Hadoop's file systems have them. */
@NullMarked
package io.propensity.environment;

import org.jspecify.annotations.NullMarked;
