/** How a container of the jobs' image becomes a job, a driver or an executor. */
@NullMarked
package io.propensity.container;

import org.jspecify.annotations.NullMarked;
