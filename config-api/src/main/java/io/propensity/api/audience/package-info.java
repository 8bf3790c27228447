/** Whom a filter means, before anybody is scored, and what the columns of a users table hold. */
@NullMarked
package io.propensity.api.audience;

import org.jspecify.annotations.NullMarked;
