package io.propensity.catboost;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The parameters that may be passed on: those that shape the model or bound the machine's use. An
 * argument that reads or writes a file, or opens a port, is not among them.
 */
final class CatBoostParameters {

  static final Set<String> NAMES =
      Collections.unmodifiableSet(
          new TreeSet<>(
              Arrays.asList(
                  "auto-class-weights",
                  "bagging-temperature",
                  "bayesian-matrix-reg",
                  "best-model-min-trees",
                  "boost-from-average",
                  "boosting-type",
                  "bootstrap-type",
                  "border-count",
                  "class-weights",
                  "combinations-ctr",
                  "counter-calc-method",
                  "ctr-leaf-count-limit",
                  "ctr-target-border-count",
                  "custom-metric",
                  "depth",
                  "diffusion-temperature",
                  "eval-metric",
                  "feature-border-type",
                  "feature-weights",
                  "fold-len-multiplier",
                  "fold-permutation-block",
                  "grow-policy",
                  "iterations",
                  "l2-leaf-reg",
                  "langevin",
                  "leaf-estimation-backtracking",
                  "leaf-estimation-iterations",
                  "leaf-estimation-method",
                  "learning-rate",
                  "loss-function",
                  "max-ctr-complexity",
                  "max-leaves",
                  "metric-period",
                  "min-data-in-leaf",
                  "model-shrink-mode",
                  "model-shrink-rate",
                  "model-size-reg",
                  "monotone-constraints",
                  "mvs-reg",
                  "nan-mode",
                  "od-pval",
                  "od-type",
                  "od-wait",
                  "one-hot-max-size",
                  "penalties-coefficient",
                  "posterior-sampling",
                  "random-seed",
                  "random-strength",
                  "rsm",
                  "sampling-frequency",
                  "sampling-unit",
                  "score-function",
                  "simple-ctr",
                  "subsample",
                  "thread-count",
                  "use-best-model",
                  "used-ram-limit")));

  static final int DEFAULT_ITERATIONS = 1000;

  private CatBoostParameters() {}

  static void require(String name) {
    if (!NAMES.contains(name)) {
      throw new CatBoostException(
          "CatBoost's parameter '%s' is unknown or not allowed here; allowed are %s"
              .formatted(name, String.join(", ", NAMES)));
    }
  }

  /** One argument a parameter, so that a value can neither end early nor become an option. */
  static List<String> arguments(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(parameter -> "--" + parameter.getKey() + "=" + parameter.getValue())
        .toList();
  }

  /** The trees that are asked for; CatBoost itself reports a value that is no number. */
  static int iterations(Map<String, String> parameters) {
    String iterations = parameters.getOrDefault("iterations", "");
    return iterations.matches("\\d{1,9}") ? Integer.parseInt(iterations) : DEFAULT_ITERATIONS;
  }
}
