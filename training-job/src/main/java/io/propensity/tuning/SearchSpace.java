package io.propensity.tuning;

import io.propensity.pipeline.Tuning;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** The combinations of a search, in the order in which they are tried. */
final class SearchSpace {

  /** After so many draws of combinations that were drawn before, a space is taken for exhausted. */
  private static final int VAIN_DRAWS = 1_000;

  private SearchSpace() {}

  /** All of a grid, its last parameter changing fastest, or a seeded draw without repetition. */
  static List<Map<String, Object>> of(Tuning tuning, long seed) {
    long size = 1;
    for (List<Object> values : tuning.space().values()) {
      size = Math.min(Integer.MAX_VALUE, size * values.size());
    }
    int wanted = (int) Math.min(size, tuning.trialsOrDefault());
    return tuning.searchOrDefault() == Tuning.Search.GRID
        ? grid(tuning.space(), wanted)
        : drawn(tuning.space(), wanted, new Random(seed));
  }

  private static List<Map<String, Object>> grid(Map<String, List<Object>> space, int wanted) {
    List<String> names = List.copyOf(space.keySet());
    int[] places = new int[names.size()];
    List<Map<String, Object>> all = new ArrayList<>();
    while (all.size() < wanted) {
      Map<String, Object> one = new LinkedHashMap<>();
      for (int i = 0; i < places.length; i++) {
        one.put(names.get(i), values(space, names.get(i)).get(places[i]));
      }
      all.add(one);
      advance(places, names, space);
    }
    return all;
  }

  private static void advance(int[] places, List<String> names, Map<String, List<Object>> space) {
    for (int i = places.length - 1; i >= 0; i--) {
      places[i] = (places[i] + 1) % values(space, names.get(i)).size();
      if (places[i] > 0) {
        return;
      }
    }
  }

  private static List<Map<String, Object>> drawn(
      Map<String, List<Object>> space, int wanted, Random random) {
    Set<Map<String, Object>> all = new LinkedHashSet<>();
    for (int vain = 0; all.size() < wanted && vain < VAIN_DRAWS; ) {
      Map<String, Object> one = new LinkedHashMap<>();
      space.forEach((name, values) -> one.put(name, values.get(random.nextInt(values.size()))));
      vain = all.add(one) ? 0 : vain + 1;
    }
    return List.copyOf(all);
  }

  private static List<Object> values(Map<String, List<Object>> space, String name) {
    return space.getOrDefault(name, List.of());
  }
}
