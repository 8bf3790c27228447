/** Looks at a file that somebody brings, and writes a pipeline for it. */
@NullMarked
package io.propensity.scaffold;

import org.jspecify.annotations.NullMarked;
