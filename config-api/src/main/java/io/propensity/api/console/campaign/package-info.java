/** The console's pages of campaigns. */
@NullMarked
package io.propensity.api.console.campaign;

import org.jspecify.annotations.NullMarked;
