/** What every job's main class shares: exit codes, the Spark session, its steps' clock. */
@NullMarked
package io.propensity.job;

import org.jspecify.annotations.NullMarked;
