/** Reading and writing the JSON contracts and strict YAML files, with Spark's Jackson 2. */
@NullMarked
package io.propensity.json;

import org.jspecify.annotations.NullMarked;
