/** From a campaign to published predictions: campaign, audience, score, publish. */
@NullMarked
package io.propensity.prediction;

import org.jspecify.annotations.NullMarked;
