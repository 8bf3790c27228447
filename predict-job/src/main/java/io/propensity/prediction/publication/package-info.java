/** Results: staged, published once, kept and pruned. */
@NullMarked
package io.propensity.prediction.publication;

import org.jspecify.annotations.NullMarked;
