@NullMarked
package io.propensity.evaluation;

import org.jspecify.annotations.NullMarked;
