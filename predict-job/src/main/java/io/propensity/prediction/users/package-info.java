/** The users table: read, and whom of it a run cannot score. */
@NullMarked
package io.propensity.prediction.users;

import org.jspecify.annotations.NullMarked;
