/** What a source's rows have to be like; a new rule is a file here and a line in a list. */
@NullMarked
package io.propensity.pipeline.quality;

import org.jspecify.annotations.NullMarked;
