package io.propensity.outcomes;

import io.propensity.outcomes.observation.OutcomeColumns;
import io.propensity.prediction.users.InputTable;
import io.propensity.run.RunId;

/**
 * What the command line asks.
 *
 * @param outcomes where they are
 * @param table how they are read
 * @param columns what they say
 */
record OutcomesRequest(
    long campaignId, RunId run, String outcomes, InputTable table, OutcomeColumns columns) {}
