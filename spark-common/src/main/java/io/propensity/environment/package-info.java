/** Where things are and how Spark runs: the environment file. */
@NullMarked
package io.propensity.environment;

import org.jspecify.annotations.NullMarked;
