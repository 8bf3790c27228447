@NullMarked
package io.propensity.pipeline;

import org.jspecify.annotations.NullMarked;
