package io.propensity.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.pipeline.Tuning;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SearchSpaceTest {

  private static final Map<String, List<Object>> SPACE = space();

  @Test
  void aGridTriesEveryCombinationOnce() {
    List<Map<String, Object>> grid = SearchSpace.of(tuning(Tuning.Search.GRID, null), 1);

    assertThat(grid)
        .containsExactly(
            Map.of("depth", 4, "rate", 0.1),
            Map.of("depth", 4, "rate", 0.2),
            Map.of("depth", 4, "rate", 0.3),
            Map.of("depth", 6, "rate", 0.1),
            Map.of("depth", 6, "rate", 0.2),
            Map.of("depth", 6, "rate", 0.3));
  }

  @Test
  void aGridStopsAtItsTrials() {
    assertThat(SearchSpace.of(tuning(Tuning.Search.GRID, 4), 1)).hasSize(4);
  }

  @Test
  void aRandomSearchDrawsWithoutRepetitionAndAlikeForOneSeed() {
    List<Map<String, Object>> drawn = SearchSpace.of(tuning(Tuning.Search.RANDOM, 4), 7);

    assertThat(drawn).hasSize(4).doesNotHaveDuplicates();
    assertThat(SearchSpace.of(tuning(Tuning.Search.RANDOM, 4), 7)).isEqualTo(drawn);
    assertThat(SearchSpace.of(tuning(Tuning.Search.RANDOM, 4), 8)).isNotEqualTo(drawn);
  }

  @Test
  void aRandomSearchOfMoreTrialsThanCombinationsTriesEachOnce() {
    assertThat(SearchSpace.of(tuning(Tuning.Search.RANDOM, 50), 7))
        .containsExactlyInAnyOrderElementsOf(SearchSpace.of(tuning(Tuning.Search.GRID, null), 1));
  }

  private static Tuning tuning(Tuning.Search search, @Nullable Integer trials) {
    return new Tuning(search, SPACE, null, null, trials, null, null, null);
  }

  private static Map<String, List<Object>> space() {
    Map<String, List<Object>> space = new LinkedHashMap<>();
    space.put("depth", List.of(4, 6));
    space.put("rate", List.of(0.1, 0.2, 0.3));
    return space;
  }
}
