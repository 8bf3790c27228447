/** Who is scored. */
@NullMarked
package io.propensity.audience;

import org.jspecify.annotations.NullMarked;
