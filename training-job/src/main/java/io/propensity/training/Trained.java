package io.propensity.training;

import io.propensity.model.ModelVersion;
import io.propensity.report.ScoreSummary;
import java.util.Optional;

/**
 * What an evaluation came to.
 *
 * @param summary a line for people
 * @param version that stands now; empty after a trial
 * @param rows labelled rows that were split, fitted and evaluated; 0 where all of it stood already
 * @param scores of the part that counts; empty where all of it stood already
 */
record Trained(
    String summary, Optional<ModelVersion> version, long rows, Optional<ScoreSummary> scores) {}
