/** What all pages of the console share; a package below it is an area. */
@NullMarked
package io.propensity.api.console;

import org.jspecify.annotations.NullMarked;
