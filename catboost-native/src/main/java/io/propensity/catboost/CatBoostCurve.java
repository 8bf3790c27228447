package io.propensity.catboost;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Metrics from tree to tree.
 *
 * @param iterations where each value was taken, from 0: a value each {@code metric_period} trees
 * @param learn by metric, as CatBoost names it
 * @param eval by metric, the one that decides first; empty without an eval set
 */
public record CatBoostCurve(
    List<Integer> iterations, Map<String, List<Double>> learn, Map<String, List<Double>> eval) {

  public CatBoostCurve {
    iterations = List.copyOf(iterations);
    learn = Collections.unmodifiableMap(new LinkedHashMap<>(learn));
    eval = Collections.unmodifiableMap(new LinkedHashMap<>(eval));
  }

  static CatBoostCurve read(Path directory) throws IOException {
    Path learn = directory.resolve(TrainerFiles.LEARN_CURVE);
    Path eval = directory.resolve(TrainerFiles.EVAL_CURVE);
    List<String> lines = ModelExplainer.lines(learn);
    List<Integer> iterations =
        lines.stream()
            .skip(1)
            .map(line -> Integer.valueOf(line.substring(0, line.indexOf('\t'))))
            .toList();
    return new CatBoostCurve(
        iterations,
        columns(lines),
        Files.exists(eval) ? columns(ModelExplainer.lines(eval)) : Map.of());
  }

  private static Map<String, List<Double>> columns(List<String> lines) {
    Map<String, List<Double>> columns = new LinkedHashMap<>();
    String[] names = lines.get(0).split("\t", -1);
    for (int column = 1; column < names.length; column++) {
      List<Double> values = new ArrayList<>();
      for (String line : lines.subList(1, lines.size())) {
        values.add(Double.valueOf(line.split("\t", -1)[column]));
      }
      columns.put(names[column], values);
    }
    return columns;
  }
}
