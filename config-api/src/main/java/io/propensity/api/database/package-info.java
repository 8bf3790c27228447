/** Where campaigns are kept: the configured PostgreSQL, or one of our own on this machine. */
@NullMarked
package io.propensity.api.database;

import org.jspecify.annotations.NullMarked;
