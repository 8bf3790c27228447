/** Strict YAML files, bound to records. */
@NullMarked
package io.propensity.json;

import org.jspecify.annotations.NullMarked;
