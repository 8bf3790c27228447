/** Statistics of shares that both jobs tell. */
@NullMarked
package io.propensity.statistics;

import org.jspecify.annotations.NullMarked;
