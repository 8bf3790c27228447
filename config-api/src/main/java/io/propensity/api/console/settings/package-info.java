/** The console's pages of settings: tokens, the audit log, schedules, webhooks, users tables. */
@NullMarked
package io.propensity.api.console.settings;

import org.jspecify.annotations.NullMarked;
