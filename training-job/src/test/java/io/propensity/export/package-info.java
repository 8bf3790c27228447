@NullMarked
package io.propensity.export;

import org.jspecify.annotations.NullMarked;
