/** The training job where it takes more than a test's directory. */
@NullMarked
package io.propensity.training;

import org.jspecify.annotations.NullMarked;
