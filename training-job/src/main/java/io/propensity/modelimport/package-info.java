/** Models that were trained elsewhere, with CatBoost's Python package say, become versions here. */
@NullMarked
package io.propensity.modelimport;

import org.jspecify.annotations.NullMarked;
