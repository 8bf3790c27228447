package io.propensity.api.console.model;

import io.propensity.api.console.chart.Chart;
import io.propensity.api.console.model.VersionCurves.Curves;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A kind of curve of several versions in one chart.
 *
 * @param text what it shows, for those who do not see it
 */
record CurveChart(String title, String text, Chart chart) {

  /**
   * The three kinds; empty where no version has curves.
   *
   * @param versions by their number
   */
  static List<CurveChart> of(Map<Integer, Curves> versions) {
    if (versions.isEmpty()) {
      return List.of();
    }
    return List.of(
        chart("ROC", "False positive rate", "True positive rate", true, versions, Curves::roc),
        chart(
            "Precision and recall",
            "Recall",
            "Precision",
            false,
            versions,
            Curves::precisionRecall),
        chart(
            "Calibration",
            "Mean score",
            "Share of positives",
            true,
            versions,
            Curves::calibration));
  }

  private static CurveChart chart(
      String title,
      String x,
      String y,
      boolean diagonal,
      Map<Integer, Curves> versions,
      Function<Curves, List<List<Double>>> points) {
    List<Chart.Line> lines = new ArrayList<>();
    new TreeMap<>(versions)
        .forEach(
            (version, curves) ->
                lines.add(
                    new Chart.Line(
                        "Version %d, %s".formatted(version, curves.split()),
                        points.apply(curves))));
    return new CurveChart(
        title,
        "%s against %s, a line for each version".formatted(y, x.toLowerCase(Locale.ROOT)),
        new Chart.Lines(x, y, diagonal, lines));
  }
}
