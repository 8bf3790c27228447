/** Runs of the jobs: asked for, launched, watched, and what they say of themselves. */
@NullMarked
package io.propensity.api.run;

import org.jspecify.annotations.NullMarked;
