@NullMarked
package io.propensity.text;

import org.jspecify.annotations.NullMarked;
