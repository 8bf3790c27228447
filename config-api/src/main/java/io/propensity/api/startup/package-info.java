/** What is said when the service is up, and when it cannot start. */
@NullMarked
package io.propensity.api.startup;

import org.jspecify.annotations.NullMarked;
