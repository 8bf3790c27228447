/** Who is let in and what they may: roles, tokens of machines, JWTs of an issuer, limits. */
@NullMarked
package io.propensity.api.security;

import org.jspecify.annotations.NullMarked;
