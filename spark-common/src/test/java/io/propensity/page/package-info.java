@NullMarked
package io.propensity.page;

import org.jspecify.annotations.NullMarked;
