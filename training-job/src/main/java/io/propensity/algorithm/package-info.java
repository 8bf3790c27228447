/** What fits a model to the rows of the train split. */
@NullMarked
package io.propensity.algorithm;

import org.jspecify.annotations.NullMarked;
