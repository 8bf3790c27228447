/** What became of a published run: the job that joins who responded with what was predicted. */
@NullMarked
package io.propensity.outcomes;

import org.jspecify.annotations.NullMarked;
