@NullMarked
package io.propensity.evaluation.fold;

import org.jspecify.annotations.NullMarked;
