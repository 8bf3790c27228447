package io.propensity.tuning;

import io.propensity.algorithm.Algorithm;
import io.propensity.pipeline.Tuning;
import io.propensity.run.ConfigurationException;
import io.propensity.run.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks the library about a search's space before any work: as few combinations as have every value
 * once, since which values go together only the library knows.
 */
public final class SpaceTrial {

  private final Algorithm algorithm;
  private final Set<Fault> faults = new LinkedHashSet<>();

  private SpaceTrial(Algorithm algorithm) {
    this.algorithm = algorithm;
  }

  /**
   * Tries the combinations of the first values, of the second ones and so on.
   *
   * @param algorithm with the pipeline's own parameters, which the library takes
   * @throws ConfigurationException with all values that are refused by themselves, and all
   *     combinations that are though their values are not
   */
  public static void require(Tuning tuning, Algorithm algorithm) {
    SpaceTrial trial = new SpaceTrial(algorithm);
    int longest = tuning.space().values().stream().mapToInt(List::size).max().orElse(0);
    for (int i = 0; i < longest; i++) {
      trial.attempt(tuning.space(), i);
    }
    if (!trial.faults.isEmpty()) {
      throw new ConfigurationException(List.copyOf(trial.faults));
    }
  }

  private void attempt(Map<String, List<Object>> space, int number) {
    Map<String, Object> combination = new LinkedHashMap<>();
    space.forEach((name, values) -> combination.put(name, values.get(number % values.size())));
    Optional<String> refused = refusal(combination);
    if (refused.isEmpty()) {
      return;
    }
    List<Fault> alone = new ArrayList<>();
    space.forEach(
        (name, values) -> alone(name, values, number % values.size()).ifPresent(alone::add));
    faults.addAll(alone);
    if (alone.isEmpty()) {
      faults.add(
          new Fault(
              "space",
              "tuning.space has %s, which do not go together: %s"
                  .formatted(combination, refused.get())));
    }
  }

  private Optional<Fault> alone(String name, List<Object> values, int place) {
    Object value = values.get(place);
    return refusal(Map.of(name, value))
        .map(
            words ->
                new Fault(
                    "space.%s[%d]".formatted(name, place),
                    "tuning.space.%s has %s: %s".formatted(name, value, words)));
  }

  private Optional<String> refusal(Map<String, Object> parameters) {
    try {
      algorithm.with(parameters).requireParameters();
      return Optional.empty();
    } catch (ConfigurationException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
