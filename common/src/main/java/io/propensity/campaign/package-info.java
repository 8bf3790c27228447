/** What a marketer stores: which model, which audience, which features. */
@NullMarked
package io.propensity.campaign;

import org.jspecify.annotations.NullMarked;
