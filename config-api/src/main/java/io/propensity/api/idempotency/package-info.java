/** Requests that are made once, however often they are sent: the header {@code Idempotency-Key}. */
@NullMarked
package io.propensity.api.idempotency;

import org.jspecify.annotations.NullMarked;
