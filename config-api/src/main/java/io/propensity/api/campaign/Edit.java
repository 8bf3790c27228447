package io.propensity.api.campaign;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a revision came to be.
 *
 * @param by null for a revision of a release that did not write down who made it
 * @param copiedFrom null unless the campaign began as a copy
 */
record Edit(Action action, @Nullable String by, Instant at, @Nullable Origin copiedFrom) {}
