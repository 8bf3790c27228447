/** The console's pages of models, their versions and their aliases. */
@NullMarked
package io.propensity.api.console.model;

import org.jspecify.annotations.NullMarked;
