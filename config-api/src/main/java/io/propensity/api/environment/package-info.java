/** The environment file that the service shares with its jobs. */
@NullMarked
package io.propensity.api.environment;

import org.jspecify.annotations.NullMarked;
