/** How much better one model is than another on the same rows, and how sure that is. */
@NullMarked
package io.propensity.evaluation.paired;

import org.jspecify.annotations.NullMarked;
