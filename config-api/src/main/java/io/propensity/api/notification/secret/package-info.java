/** The secrets of webhooks, which the service must know to sign by, and nobody else. */
@NullMarked
package io.propensity.api.notification.secret;

import org.jspecify.annotations.NullMarked;
