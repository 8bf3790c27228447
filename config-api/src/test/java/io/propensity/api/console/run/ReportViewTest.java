package io.propensity.api.console.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.propensity.model.Histogram;
import io.propensity.report.Drift;
import io.propensity.report.FeatureReasons;
import io.propensity.report.RunKind;
import io.propensity.report.RunReport;
import io.propensity.report.RunState;
import io.propensity.report.ScoreDecile;
import io.propensity.report.ScoreSummary;
import io.propensity.report.ScoringFigures;
import io.propensity.report.SegmentFigures;
import io.propensity.run.RunId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReportViewTest {

  @Test
  void showsThatTheCountsAddUp() {
    ReportView view = ReportView.of(report(scoring(), scores()), false);

    assertThat(view.counts())
        .extracting(ReportView.Count::name, ReportView.Count::rows, ReportView.Count::share)
        .containsExactly(
            tuple("Read", "20,000", ""),
            tuple("In the audience", "6,970", "34.8 % of those read"),
            tuple("Scored", "6,900", "99.0 % of the audience"),
            tuple("Rejected: null_key", "70", "1.0 % of the audience"),
            tuple("Published", "690", "10.0 % of those scored"),
            tuple("Control group", "69", "10.0 % of those published"));
    assertThat(view.sum()).isEqualTo("6,900 scored + 70 rejected = 6,970 in the audience");
    assertThat(view.expectedPositives()).isEqualTo("1,356");
  }

  @Test
  void ordersFeaturesByTheirDrift() {
    ReportView view = ReportView.of(report(scoring(), scores()), false);

    assertThat(view.drift())
        .extracting(DriftRow::feature, DriftRow::psi, DriftRow::percent, DriftRow::large)
        .containsExactly(
            tuple("age", "0.5000", 100L, true), tuple("country", "0.0500", 20L, false));
    assertThat(view.segments())
        .extracting(SegmentRow::name, SegmentRow::rows, SegmentRow::share, SegmentRow::mean)
        .containsExactly(tuple("high", "69", "10.0 %", "0.9000"));
  }

  @Test
  void tellsTheMeanBeforeTheQuantilesAndTheStepsByTheLongest() {
    ReportView view = ReportView.of(report(scoring(), scores()), false);

    assertThat(view.quantiles())
        .extracting(ReportView.Quantile::name, ReportView.Quantile::value)
        .containsExactly(
            tuple("mean", "0.2500"),
            tuple("min", "0.0100"),
            tuple("p50", "0.2000"),
            tuple("max", "0.9900"));
    assertThat(view.steps())
        .extracting(ReportView.Step::name, ReportView.Step::took, ReportView.Step::percent)
        .containsExactly(tuple("score", "6.0 s", 100L), tuple("users", "1.5 s", 25L));
  }

  @Test
  void hasNoScoresWhereNothingWasScored() {
    ReportView view = ReportView.of(report(null, null), false);

    assertThat(view.scores()).isNull();
    assertThat(view.quantiles()).isEmpty();
    assertThat(view.counts()).hasSize(4);
    assertThat(view.scorePsi()).isEmpty();
  }

  private static ScoringFigures scoring() {
    Map<String, Drift> drift = new LinkedHashMap<>();
    drift.put("country", new Drift(0.05, 0.1, 0.1, 0));
    drift.put("age", new Drift(0.5, 0, 0, 0));
    return new ScoringFigures(
        690,
        1_356.2,
        0.02,
        drift,
        69L,
        List.of(new SegmentFigures("high", 69, 7, 0.9, 0.8, 0.99)),
        List.of(new FeatureReasons("age", 30, 10, 0.5, -0.2)),
        null,
        "parquet",
        null);
  }

  private static ScoreSummary scores() {
    Map<String, Double> quantiles = new LinkedHashMap<>();
    quantiles.put("max", 0.99);
    quantiles.put("min", 0.01);
    quantiles.put("p50", 0.2);
    return new ScoreSummary(
        0.25,
        quantiles,
        new Histogram.Numeric(List.of(0.5), List.of(6_000L, 900L), 0),
        List.of(new ScoreDecile(1, 690, 0.8, 0.6, 0.99), new ScoreDecile(2, 690, 0.4, 0.3, 0.6)));
  }

  private static RunReport report(@Nullable ScoringFigures scoring, @Nullable ScoreSummary scores) {
    Map<String, Double> seconds = new LinkedHashMap<>();
    seconds.put("users", 1.5);
    seconds.put("score", 6.0);
    return new RunReport(
        "1.0",
        new RunId("r-1"),
        RunKind.PREDICTION,
        7L,
        2,
        "campaign-response",
        3,
        RunState.SUCCEEDED,
        Instant.parse("2026-11-20T03:00:00Z"),
        Instant.parse("2026-11-20T03:00:12Z"),
        20_000,
        6_970,
        6_900,
        Map.of("null_key", 70L),
        seconds,
        scores,
        scoring,
        null,
        null,
        null);
  }
}
