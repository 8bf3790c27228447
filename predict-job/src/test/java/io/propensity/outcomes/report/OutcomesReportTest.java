package io.propensity.outcomes.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.json.Json;
import io.propensity.outcomes.measure.Calibration;
import io.propensity.outcomes.measure.Response;
import io.propensity.outcomes.measure.ResponseRate;
import io.propensity.outcomes.measure.ScoredGroup;
import io.propensity.outcomes.measure.Uplift;
import io.propensity.outcomes.observation.Coverage;
import io.propensity.run.RunId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutcomesReportTest {

  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  private static final ResponseRate TREATED = new ResponseRate(900, 126);
  private static final ResponseRate CONTROL = new ResponseRate(100, 10);

  @Test
  void thePageSaysWhatTheGroupsCouldTell() {
    OutcomesFindings findings =
        findings(
            new Uplift(TREATED, CONTROL, List.of(new Uplift.Third(1, TREATED, CONTROL))), null);

    assertThat(page(findings))
        .contains(
            "126 of 900 treated users responded, 14.0 % (11.9 % to 16.4 %); the scores promised 90.",
            "Of the control group 10.0 % (5.5 % to 17.4 %) did, a difference of +4.00 points (",
            "About 36 responses more than without the campaign.",
            "that is +40.0 %.",
            "with a power of 16.9 % (a two-sided test of 5 %)",
            "with a power of 80 % is 11.02 points",
            "The control group does not tell whether the campaign changed anything")
        .doesNotContain("in training,");
  }

  @Test
  void aCampaignThatDidHarmHasFewerResponses() {
    ResponseRate worse = CONTROL;
    ResponseRate better = TREATED;
    assertThat(page(findings(new Uplift(worse, better, List.of()), null)))
        .contains("About 4 responses fewer than without the campaign.", "that is -28.6 %");
  }

  @Test
  void metricsStandBesideThoseOfTheTraining() {
    TrainingMetrics training =
        TrainingMetrics.of(
                Map.of(
                    "validation", Map.of("brier", 0.3),
                    "test", Map.of("brier", 0.125, "f1", 0.5)))
            .orElseThrow();

    assertThat(training).isEqualTo(new TrainingMetrics("test", Map.of("brier", 0.125)));
    assertThat(page(findings(null, training)))
        .contains("in training, test split", "<td>0.1250</td>", "There is no control group");
    assertThat(TrainingMetrics.of(Map.of())).isEmpty();
  }

  @Test
  void theJsonHasDerivedNumbersAndLeavesOutWhatIsNotDefined() {
    String json =
        new String(
            Json.write(findings(new Uplift(TREATED, new ResponseRate(1, 0), List.of()), null)),
            StandardCharsets.UTF_8);

    assertThat(json)
        .contains(
            "\"rate\" : 0.14",
            "\"additional_responders\" : 126.0",
            "\"power\" : ",
            "\"difference\" : {",
            "\"warnings\" : [")
        .doesNotContain("relative", "roc_auc", "in_training", "NaN", "null");
  }

  private static String page(OutcomesFindings findings) {
    return new String(OutcomesPage.of(findings, Map.of()), StandardCharsets.UTF_8)
        .replace("&#39;", "'");
  }

  private static OutcomesFindings findings(
      @Nullable Uplift uplift, @Nullable TrainingMetrics training) {
    ScoredGroup all = new ScoredGroup("0.1 to 0.2", 0.1, 0.1, 0.1, TREATED);
    return new OutcomesFindings(
        "1.0",
        7,
        new RunId("r-spring"),
        "sample/1",
        NOW,
        NOW,
        "/lake/buyers",
        null,
        new Coverage(1000, 1000, 0, 0, 0, 900, 100, 0, 0),
        new Response(
            uplift == null ? TREATED : uplift.treated().equals(TREATED) ? TREATED : CONTROL,
            null,
            List.of(),
            new Calibration(90, 126, 1.4, 0.4, 0.12, 0.04, List.of(all)),
            List.of(),
            uplift),
        training);
  }
}
