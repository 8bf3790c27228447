@NullMarked
package io.propensity.modelimport;

import org.jspecify.annotations.NullMarked;
