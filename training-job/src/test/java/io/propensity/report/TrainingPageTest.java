package io.propensity.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.algorithm.Importances;
import io.propensity.evaluation.BinaryDetail;
import io.propensity.evaluation.Evaluation;
import io.propensity.evaluation.Scored;
import io.propensity.evaluation.SegmentMetrics;
import io.propensity.evaluation.ranking.Group;
import io.propensity.evaluation.ranking.Ranking;
import io.propensity.evaluation.slice.Segment;
import io.propensity.evaluation.threshold.ThresholdRule;
import io.propensity.explanation.ImportancesJson;
import io.propensity.export.Exports;
import io.propensity.features.FeaturesSummary;
import io.propensity.ingest.IngestionSummary;
import io.propensity.model.Calibration;
import io.propensity.model.Feature;
import io.propensity.model.Task;
import io.propensity.pipeline.quality.Verdict;
import io.propensity.run.RunId;
import io.propensity.split.SplitName;
import io.propensity.tuning.FoldScore;
import io.propensity.tuning.Trial;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrainingPageTest {

  @Test
  void showsWhatWasReadAndWhatWasLeftOutAndWhatItShouldHaveBeenLike() {
    String page =
        page(
            Optional.empty(),
            List.of(
                source("raw", List.of(new Verdict("min_rows: 1", true, "9,998 rows", "error"))),
                source(
                    "users",
                    List.of(new Verdict("unique: id", false, "2 of 9998 rows", "warning")))),
            Optional.empty(),
            List.of());

    assertThat(page)
        .contains(
            row("raw", "10,000", "9,998", "2", "40 user_id", "1.5", "6,665", "read"),
            row("raw", "a number is none", "2"),
            row("raw.event_time", "2019-10-01T00:00:00Z", "2019-10-31T23:59:59Z"),
            row("raw: min_rows: 1", "passed", "9,998 rows", "ends the run"),
            row("users: unique: id", "failed", "2 of 9998 rows", "warns"),
            "<li>The rows of users are not as unique: id wants them: 2 of 9998 rows</li>")
        .doesNotContain("<h2>Metrics", "<h2>Figures", "<h2>Features", "<h2>Export");
  }

  @Test
  void aRunThatEndedEarlySaysSoFirst() {
    assertThat(
            page(
                Optional.of("features.sql, line 2: 'x' is no column"),
                List.of(source("raw", List.of())),
                Optional.empty(),
                List.of()))
        .contains("<li>The run ended early. features.sql, line 2: &#39;x&#39; is no column</li>");
  }

  @Test
  void showsTheModelAsItsFilesHaveIt() {
    String page = page(Optional.empty(), List.of(), Optional.of(model()), List.of());

    assertThat(page)
        .contains(
            row("roc_auc", "0.9000", "0.7500 (0.7000 to 0.8000)"),
            "A score of 0.3000 or more counts as positive (best_f1, chosen on the validation split; no threshold reaches what is asked for). Scores are calibrated on the validation split.",
            "<h2>Calibration</h2>",
            row("log_loss", "", "", "0.6000", "0.5000"),
            "<h2>Segments of the test split</h2>",
            "<th scope=\"row\">country = NULL</th><td>7</td>",
            "<th scope=\"row\">country = others</th><td>8</td>",
            "AQ==\" alt=\"roc curve\">\n<img src=\"data:image/png;base64,AQ==\" alt=\"lift\">\n<img src=\"data:image/png;base64,AQ==\" alt=\"another\">",
            row("age", "70"),
            row("age, country", "12.5000"),
            "<li>Only a test</li>")
        .doesNotContain("<h2>Ingestion", "<h2>Quality");
  }

  @Test
  void theMetricsThatAreReadAreThoseThatWereWritten() {
    MetricsFile file = MetricsFile.read(model().file(ModelFindings.METRICS));

    assertThat(file.metrics()).isEqualTo(evaluation().metrics());
    assertThat(file.metrics().keySet()).containsExactly("train", "test");
    assertThat(file.measured()).isEqualTo(SplitName.TEST);
    assertThat(ImportancesJson.read(model().file(ModelFindings.IMPORTANCES)))
        .isEqualTo(importances());
  }

  @Test
  void showsTheFirstRowsOfEachExportAndWhereAllAre() {
    List<Map<String, Object>> twenty =
        IntStream.range(0, 20)
            .mapToObj(i -> Map.<String, Object>of("day", "d" + i, "share", 0.5))
            .toList();
    Map<String, Object> odd = new LinkedHashMap<>();
    odd.put("year", 2026);
    odd.put("value", 1234.56);
    String page =
        page(
            Optional.empty(),
            List.of(),
            Optional.empty(),
            List.of(
                new Exports.Export("funnel", Optional.of(31), List.of("day", "share"), twenty),
                new Exports.Export("all users", Optional.empty(), List.of("day", "share"), twenty),
                new Exports.Export(
                    "kpis", Optional.of(1), List.of("year", "value", "none"), List.of(odd)),
                new Exports.Export("none", Optional.of(0), List.of("x"), List.of())));

    assertThat(page)
        .contains(
            "<h2>Export funnel, the first 20 of 31 rows</h2>",
            row("d19", "0.5000"),
            "<a href=\"dashboard/funnel.json\">dashboard/funnel.json</a>",
            "<h2>Export all users, the first 20 of more than 10,000 rows</h2>",
            "<a href=\"dashboard/all%20users.parquet\">dashboard/all users.parquet</a>",
            "<h2>Export kpis, 1 row</h2>",
            row("2026", "1234.6", ""),
            "<h2>Export none, 0 rows</h2>");
  }

  @Test
  void showsTheFeaturesTheTablesAndASearchWithoutItsModel() {
    FeaturesSummary features =
        new FeaturesSummary(
            1_200,
            3,
            0.25,
            Map.of(),
            null,
            60_000L,
            2.5,
            24_000L,
            Map.of(
                "age",
                new FeaturesSummary.Values(
                    Feature.Kind.NUMERIC,
                    4,
                    null,
                    new FeaturesSummary.Numbers(41.25, 18, 99, Map.of()))));
    String page =
        new String(
            TrainingPage.of(
                new TrainingFindings(
                    "churn",
                    new RunId("r-1"),
                    Instant.EPOCH,
                    "Steps that ran: features",
                    Optional.empty(),
                    List.of("features"),
                    List.of(),
                    Optional.of(features),
                    Task.BINARY,
                    List.of(
                        new Trial(
                            2,
                            Map.of("depth", 4),
                            List.of(new FoldScore(0, 0, Map.of("roc_auc", 0.75), List.of())),
                            1)),
                    Optional.empty(),
                    List.of(),
                    Map.of("raw", 17L))),
            StandardCharsets.UTF_8);

    assertThat(page)
        .contains(
            "<p>Started 1970-01-01 00:00:00 UTC</p>",
            "<p>Stood as an earlier run left it: features</p>",
            "<h2>Features of 1,200 labelled rows</h2>",
            "<p>Made in 2.5 seconds, 24,000 rows of the 60,000 of the sources a second</p>",
            "<h2>Trials, the best first (1 of 1)</h2>",
            "<th scope=\"row\">2</th><td>{depth=4}</td><td>0.7500 ± ",
            row("age", "numeric", "4", "41.2500", "18", "99"),
            row("raw", "17"));
  }

  private static String row(String first, String... others) {
    StringBuilder row = new StringBuilder("<tr><th scope=\"row\">" + first + "</th>");
    for (String other : others) {
      row.append("<td>").append(other).append("</td>");
    }
    return row.append("</tr>").toString();
  }

  private static String page(
      Optional<String> failure,
      List<IngestionSummary> sources,
      Optional<ModelFindings> model,
      List<Exports.Export> exports) {
    return new String(
        TrainingPage.of(
            new TrainingFindings(
                "churn",
                new RunId("r-1"),
                Instant.EPOCH,
                "Steps that ran: all",
                failure,
                List.of(),
                sources,
                Optional.empty(),
                Task.BINARY,
                List.of(),
                model,
                exports,
                Map.of())),
        StandardCharsets.UTF_8);
  }

  private static IngestionSummary source(String name, List<Verdict> quality) {
    return new IngestionSummary(
        name,
        10_000,
        9_998,
        Map.of("a number is none", 2L),
        Map.of("user_id", 40L),
        Map.of(
            "event_time",
            new IngestionSummary.TimeRange("2019-10-01T00:00:00Z", "2019-10-31T23:59:59Z")),
        1.5,
        6_665,
        quality,
        17L,
        null,
        false,
        null,
        null);
  }

  private static ModelFindings model() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(
        ModelFindings.METRICS,
        MetricsJson.of(evaluation(), Optional.empty(), List.of("Only a test")));
    files.put(ModelFindings.IMPORTANCES, ImportancesJson.of(importances()));
    for (String name : List.of("another", "lift", "roc_curve")) { // as a manifest sorts them
      files.put("figures/" + name + ".png", new byte[] {1});
    }
    return new ModelFindings(Task.BINARY, files, List.of(), Optional.empty());
  }

  private static Importances importances() {
    return new Importances(
        List.of(new Importances.Kind("gini", "Share, %", Map.of("age", 70.0))),
        List.of(new Importances.Interaction("age", "country", 12.5)),
        Optional.empty());
  }

  private static Evaluation evaluation() {
    Map<String, Double> test = new LinkedHashMap<>();
    test.put("rows", 4.0);
    test.put("roc_auc", 0.75);
    test.put("roc_auc_low", 0.7);
    test.put("roc_auc_high", 0.8);
    test.put("log_loss", 0.5);
    Map<String, Map<String, Double>> metrics = new LinkedHashMap<>();
    metrics.put("train", Map.of("roc_auc", 0.9));
    metrics.put("test", test);
    Ranking ranking = Scored.rankingOf(0.75, List.of(Group.of(1, 0, 1, 0), Group.of(0, 1, 0, 0)));
    return new Evaluation(
        Task.BINARY,
        List.of("No", "Yes"),
        metrics,
        Map.of(),
        Optional.of(
            new BinaryDetail(
                Map.of(SplitName.TEST, ranking),
                new ThresholdRule.BestF1(),
                0.3,
                false,
                Optional.of(new Calibration.Platt(1, 0)),
                Map.of("test", Map.of("log_loss", 0.6)))),
        Optional.empty(),
        List.of(
            new SegmentMetrics(new Segment("country", null, false), Map.of("rows", 7.0)),
            new SegmentMetrics(new Segment("country", null, true), Map.of("rows", 8.0))));
  }
}
