/** The environment file: where things are, for the jobs and the service alike. */
@NullMarked
package io.propensity.environment;

import org.jspecify.annotations.NullMarked;
