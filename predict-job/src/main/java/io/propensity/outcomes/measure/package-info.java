/** How well the scores foretold the responses, and what the campaign changed. */
@NullMarked
package io.propensity.outcomes.measure;

import org.jspecify.annotations.NullMarked;
