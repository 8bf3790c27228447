/** The console's pages of runs. */
@NullMarked
package io.propensity.api.console.run;

import org.jspecify.annotations.NullMarked;
