/** Why models of vectors give the values that they give: exact SHAP values. */
@NullMarked
package io.propensity.scoring.shap;

import org.jspecify.annotations.NullMarked;
