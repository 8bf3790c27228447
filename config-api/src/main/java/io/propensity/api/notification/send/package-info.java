/** How a webhook is sent: signed, and to nowhere within the service's own network. */
@NullMarked
package io.propensity.api.notification.send;

import org.jspecify.annotations.NullMarked;
