/**
 * The one language of audience filters and derived columns: parsed to a sealed AST, never passed on
 * as text.
 */
@NullMarked
package io.propensity.expression;

import org.jspecify.annotations.NullMarked;
