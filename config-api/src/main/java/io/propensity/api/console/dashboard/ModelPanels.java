package io.propensity.api.console.dashboard;

import io.propensity.api.console.chart.Chart;
import io.propensity.api.console.dashboard.Charts.Measure;
import java.util.ArrayList;
import java.util.List;

/** How good the scores of the test split are; no other split is ever among them. */
final class ModelPanels {

  private static final String TEST = "test";

  private ModelPanels() {}

  static List<Panel> of(Shop shop, Filter filter) {
    Export predictions = shop.predictions(filter);
    Export histogram =
        shop.get("propensity_histogram")
            .where(row -> TEST.equals(Export.text(row, "split")) && filter.takesDay(row));
    Export drivers = shop.get("drivers");
    return List.of(
        Panel.chosen(
            "Predicted and bought by day",
            "The mean score of each day's sessions beside the share that bought",
            Charts.over(
                predictions.by("day"),
                Measure.line("Mean score", Charts.ratio("scores", "sessions")),
                Measure.line("Bought", Charts.ratio("bought", "sessions")))),
        Panel.chosen(
            "Predicted and bought by department",
            "The mean score of each department's sessions beside the share that bought",
            Charts.overNames(
                predictions.by("department"),
                Measure.line("Mean score", Charts.ratio("scores", "sessions")),
                Measure.line("Bought", Charts.ratio("bought", "sessions")))),
        Panel.whole("ROC", "True positive rate against false positive rate", roc(shop)),
        Panel.whole(
            "Calibration",
            "The share that bought against the mean score, by deciles of the sessions",
            new Chart.Lines(
                "Mean score",
                "Share that bought",
                true,
                List.of(
                    line("Deciles", shop.get("calibration_bins"), "mean_score", "conversion")))),
        Panel.whole(
            "Thresholds",
            "Precision, recall and F1 by threshold",
            new Chart.Lines(
                "Threshold",
                "Share",
                false,
                List.of(
                    line("Precision", selecting(shop), "threshold", "precision"),
                    line("Recall", selecting(shop), "threshold", "recall"),
                    line("F1", selecting(shop), "threshold", "f1")))),
        Panel.ofDays(
            "Scores",
            "Sessions by their score, and how many of them bought",
            Charts.over(
                histogram.inOrderOf("bucket").by("bucket"),
                Measure.bars("Sessions", "sessions"),
                Measure.bars("Bought", "bought"))),
        Panel.whole(
            "What goes along with the score",
            "The correlation of each number with the score and with the purchase",
            Charts.rows(
                drivers.texts("feature"),
                Charts.series(
                    "With the score", drivers.numbers("correlation_with_score"), true, false),
                Charts.series(
                    "With the purchase",
                    drivers.numbers("correlation_with_purchase"),
                    true,
                    false))));
  }

  /** Beyond the greatest score nothing is selected, and has no precision. */
  private static Export selecting(Shop shop) {
    return shop.get("threshold_curves").where(row -> Export.number(row, "sessions") > 0);
  }

  private static Chart roc(Shop shop) {
    List<List<Double>> points = new ArrayList<>();
    Export curve = shop.get("roc_curve");
    if (!curve.isEmpty()) {
      points.add(List.of(0.0, 0.0));
      points.addAll(line("", curve, "false_positive_rate", "true_positive_rate").points());
    }
    return new Chart.Lines(
        "False positive rate",
        "True positive rate",
        true,
        List.of(new Chart.Line("Test split", points)));
  }

  private static Chart.Line line(String name, Export rows, String x, String y) {
    return new Chart.Line(
        name,
        rows.rows().stream()
            .map(row -> List.of(Export.number(row, x), Export.number(row, y)))
            .toList());
  }
}
