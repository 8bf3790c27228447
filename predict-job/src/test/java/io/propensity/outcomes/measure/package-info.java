@NullMarked
package io.propensity.outcomes.measure;

import org.jspecify.annotations.NullMarked;
