@NullMarked
package io.propensity.evaluation.scan;

import org.jspecify.annotations.NullMarked;
