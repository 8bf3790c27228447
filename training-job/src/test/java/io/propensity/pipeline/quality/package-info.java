@NullMarked
package io.propensity.pipeline.quality;

import org.jspecify.annotations.NullMarked;
