/** What one pass over the features finds out: histograms, constants, features that decide alone. */
@NullMarked
package io.propensity.evaluation.scan;

import org.jspecify.annotations.NullMarked;
