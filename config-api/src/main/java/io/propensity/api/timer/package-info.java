/** Work that waits in PostgreSQL for its time: db-scheduler. */
@NullMarked
package io.propensity.api.timer;

import org.jspecify.annotations.NullMarked;
