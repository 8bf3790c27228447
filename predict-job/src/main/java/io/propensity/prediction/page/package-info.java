/** What a run did, as a page for people that lies with its result. */
@NullMarked
package io.propensity.prediction.page;

import org.jspecify.annotations.NullMarked;
