/** The console's dashboards of a shop, from what a training run exported. */
@NullMarked
package io.propensity.api.console.dashboard;

import org.jspecify.annotations.NullMarked;
