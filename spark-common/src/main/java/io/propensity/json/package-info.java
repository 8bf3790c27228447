/** Reading and writing the JSON contracts with Spark's Jackson 2, and the schemas of YAML files. */
@NullMarked
package io.propensity.json;

import org.jspecify.annotations.NullMarked;
