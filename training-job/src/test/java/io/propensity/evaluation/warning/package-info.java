@NullMarked
package io.propensity.evaluation.warning;

import org.jspecify.annotations.NullMarked;
