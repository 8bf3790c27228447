/** The OpenAPI document and its pages. */
@NullMarked
package io.propensity.api.docs;

import org.jspecify.annotations.NullMarked;
