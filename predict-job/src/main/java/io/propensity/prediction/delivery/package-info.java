/** What becomes of scored rows: chosen, ranked, marked and written where they are asked for. */
@NullMarked
package io.propensity.prediction.delivery;

import org.jspecify.annotations.NullMarked;
