package io.propensity.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.propensity.algorithm.Algorithm;
import io.propensity.algorithm.FittedModel;
import io.propensity.pipeline.Tuning;
import io.propensity.run.ConfigurationException;
import io.propensity.run.Fault;
import io.propensity.split.TrainingSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpaceTrialTest {

  private final List<Map<String, Object>> tried = new ArrayList<>();

  @Test
  void triesEveryValueInAsFewCombinationsAsThereCanBe() {
    require(space("depth", List.of(4, 6, 8), "rate", List.of(0.1, 0.2)));

    assertThat(tried)
        .containsExactly(
            Map.of("depth", 4, "rate", 0.1),
            Map.of("depth", 6, "rate", 0.2),
            Map.of("depth", 8, "rate", 0.1));
  }

  @Test
  void tellsAllValuesThatAreRefusedEachAtItsOwnPlace() {
    Map<String, List<Object>> space =
        space("depth", List.of(4, 99, 77), "rate", List.of("fast", 0.2));

    assertThatThrownBy(() -> require(space))
        .asInstanceOf(type(ConfigurationException.class))
        .extracting(ConfigurationException::faults)
        .isEqualTo(
            List.of(
                new Fault("space.rate[0]", "tuning.space.rate has fast: rate fast is no number"),
                new Fault("space.depth[1]", "tuning.space.depth has 99: depth 99 is too deep"),
                new Fault("space.depth[2]", "tuning.space.depth has 77: depth 77 is too deep")));
  }

  @Test
  void tellsACombinationWhoseValuesAreRefusedOnlyTogether() {
    Map<String, List<Object>> space = space("depth", List.of(2, 16), "rate", List.of(0.1, 0.9));

    assertThatThrownBy(() -> require(space))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "space: tuning.space has {depth=16, rate=0.9}, which do not go together: too deep for so fast");
  }

  private static Map<String, List<Object>> space(
      String one, List<Object> its, String other, List<Object> others) {
    Map<String, List<Object>> space = new LinkedHashMap<>();
    space.put(one, its);
    space.put(other, others);
    return space;
  }

  private void require(Map<String, List<Object>> space) {
    SpaceTrial.require(
        new Tuning(null, space, null, null, null, null, null, null), new Picky(Map.of()));
  }

  /** Refuses some values, and some together. */
  private final class Picky implements Algorithm {

    private final Map<String, Object> parameters;

    Picky(Map<String, Object> parameters) {
      this.parameters = parameters;
    }

    @Override
    public Algorithm with(Map<String, Object> given) {
      return new Picky(given);
    }

    @Override
    public void requireParameters() {
      tried.add(parameters);
      int depth = (Integer) parameters.getOrDefault("depth", 6);
      if (depth > 16) {
        throw new ConfigurationException("depth %d is too deep".formatted(depth));
      }
      Object rate = parameters.getOrDefault("rate", 0.1);
      if (!(rate instanceof Double speed)) {
        throw new ConfigurationException("rate %s is no number".formatted(rate));
      }
      if (depth == 16 && speed > 0.5) {
        throw new ConfigurationException("too deep for so fast");
      }
    }

    @Override
    public FittedModel fit(TrainingSet set, Path directory) {
      throw new UnsupportedOperationException();
    }
  }
}
