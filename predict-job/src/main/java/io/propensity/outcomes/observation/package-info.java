/** Published scores joined with what the scored users did. */
@NullMarked
package io.propensity.outcomes.observation;

import org.jspecify.annotations.NullMarked;
