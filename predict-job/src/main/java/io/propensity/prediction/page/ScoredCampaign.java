package io.propensity.prediction.page;

import io.propensity.campaign.Campaign;
import io.propensity.model.Manifest;
import io.propensity.report.Drift;
import io.propensity.report.RunReport;
import io.propensity.report.ScoringFigures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a run's page tells of.
 *
 * @param manifest of the model that scored
 * @param usersTable where the users were read
 */
public record ScoredCampaign(
    Campaign campaign, Manifest manifest, String usersTable, RunReport report) {

  ScoringFigures scoring() {
    return Objects.requireNonNull(report.scoring(), "a prediction run has them");
  }

  /** The features that the model's baseline describes, those first that drifted furthest. */
  List<Map.Entry<String, Drift>> drift() {
    List<Map.Entry<String, Drift>> drift = new ArrayList<>(scoring().drift().entrySet());
    drift.sort(
        Comparator.comparingDouble((Map.Entry<String, Drift> each) -> -each.getValue().psi()));
    return drift;
  }

  /** Rows of the audience without a prediction. */
  long rejected() {
    return report.audience() - report.scored();
  }
}
