package io.propensity.report;

import io.propensity.evaluation.Curves;
import io.propensity.evaluation.Evaluation;
import io.propensity.evaluation.ranking.Ranking;
import io.propensity.figure.Line.Point;
import io.propensity.json.Json;
import io.propensity.split.SplitName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code curves.json} of a binary model: {@code roc}, {@code precision_recall} and {@code
 * calibration} as pairs of numbers, and the {@code split} that they are of, so that versions can be
 * drawn in one picture. A curve has at most a few hundred points; each of them is exact.
 */
public final class CurvesJson {

  /** The name of the file. */
  public static final String FILE = "curves.json";

  private static final int MOST = 200;

  private CurvesJson() {}

  /**
   * The file; empty where the model is not binary, where the rows that count have one class, and
   * where there are none but those that it was fitted on.
   */
  public static Optional<byte[]> of(Evaluation evaluation) {
    SplitName measured = evaluation.measured();
    return evaluation
        .binary()
        .filter(binary -> measured != SplitName.TRAIN)
        .map(binary -> binary.rankings().get(measured))
        .filter(Ranking::hasBothClasses)
        .map(ranking -> of(new Curves(ranking), measured));
  }

  private static byte[] of(Curves curves, SplitName measured) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("split", measured.label());
    document.put("roc", pairs(thinned(curves.roc())));
    document.put("precision_recall", pairs(thinned(curves.precisionRecall())));
    document.put("calibration", pairs(curves.calibration()));
    return Json.write(document);
  }

  /** Leaves out points along the line that lie near the one before; the ends stay. */
  private static List<Point> thinned(List<Point> points) {
    double length = 0;
    for (int i = 1; i < points.size(); i++) {
      length += distance(points.get(i - 1), points.get(i));
    }
    List<Point> kept = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      boolean end = i == 0 || i == points.size() - 1;
      if (end || distance(kept.get(kept.size() - 1), points.get(i)) >= length / MOST) {
        kept.add(points.get(i));
      }
    }
    return kept;
  }

  private static double distance(Point from, Point to) {
    return Math.abs(to.x() - from.x()) + Math.abs(to.y() - from.y());
  }

  private static List<List<Double>> pairs(List<Point> points) {
    return points.stream().map(point -> List.of(point.x(), point.y())).toList();
  }
}
