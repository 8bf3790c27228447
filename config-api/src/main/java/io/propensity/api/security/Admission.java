package io.propensity.api.security;

import org.jspecify.annotations.Nullable;

/**
 * How callers are let in, settled before anything else starts.
 *
 * @param open whether everybody is let in: the service is seen from its own machine alone
 * @param first the first admin's token, if there is one
 */
record Admission(boolean open, @Nullable FirstToken first) {}
