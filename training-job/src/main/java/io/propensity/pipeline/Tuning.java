package io.propensity.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.propensity.run.Checks;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The search for an algorithm's parameters by cross-validation.
 *
 * @param search {@code grid} when it is not said
 * @param space the values to try, by parameter of {@code algorithm.params}
 * @param metric what the best trial is best by; the task's own when it is not said
 * @param folds 5 when it is not said
 * @param trials the most that are tried; of a grid all when it is not said, of a random search 20
 * @param seconds after which no trial is begun any more
 * @param parallelism trials at a time; 1 when it is not said
 * @param seed of a random search's draws, and of nothing else: folds are dealt by the split's,
 *     which stands in for it when it is not said
 */
public record Tuning(
    @Nullable Search search,
    Map<String, List<Object>> space,
    @Nullable String metric,
    @Nullable Integer folds,
    @Nullable Integer trials,
    @Nullable Integer seconds,
    @Nullable Integer parallelism,
    @Nullable Long seed) {

  private static final int DEFAULT_FOLDS = 5;
  private static final int DEFAULT_TRIALS = 20;
  private static final int MOST_FOLDS = 100;

  /** Which combinations of the space are tried. */
  public enum Search {
    @JsonProperty("grid")
    GRID,
    @JsonProperty("random")
    RANDOM
  }

  public Tuning {
    Checks checks =
        new Checks()
            .require(!space.isEmpty(), "space", "names no parameter to try")
            .require(
                folds == null || (folds >= 2 && folds <= MOST_FOLDS),
                "folds",
                "must be from 2 to 100")
            .require(trials == null || trials >= 1, "trials", "must be at least 1")
            .require(seconds == null || seconds >= 1, "seconds", "must be at least 1")
            .require(parallelism == null || parallelism >= 1, "parallelism", "must be at least 1")
            .require(seed == null || seed >= 0, "seed", "must be 0 or more");
    Map<String, List<Object>> copy = new LinkedHashMap<>();
    space.forEach(
        (name, values) -> {
          checks.require(!values.isEmpty(), "space." + name, "has no value to try");
          copy.put(name, List.copyOf(values));
        });
    checks.done();
    space = Collections.unmodifiableMap(copy);
  }

  public Search searchOrDefault() {
    return search == null ? Search.GRID : search;
  }

  public int foldsOrDefault() {
    return folds == null ? DEFAULT_FOLDS : folds;
  }

  public int trialsOrDefault() {
    return trials != null ? trials : search == Search.RANDOM ? DEFAULT_TRIALS : Integer.MAX_VALUE;
  }

  public int parallelismOrDefault() {
    return parallelism == null ? 1 : parallelism;
  }
}
