/** Runs by the clock: schedules of campaigns and pipelines, and what became of each firing. */
@NullMarked
package io.propensity.api.schedule;

import org.jspecify.annotations.NullMarked;
