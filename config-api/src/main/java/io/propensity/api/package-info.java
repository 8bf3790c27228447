/** The service that keeps campaigns. */
@NullMarked
package io.propensity.api;

import org.jspecify.annotations.NullMarked;
