/** Tells others of runs that ended: webhooks, a file, mail. */
@NullMarked
package io.propensity.api.notification;

import org.jspecify.annotations.NullMarked;
