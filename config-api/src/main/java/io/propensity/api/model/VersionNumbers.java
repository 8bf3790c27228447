package io.propensity.api.model;

import java.util.List;
import java.util.stream.Collectors;

/** The versions that there are, in words: all of a few, the newest of many. */
final class VersionNumbers {

  private static final int MOST = 10;

  private VersionNumbers() {}

  /** Of numbers that ascend. */
  static String of(List<Integer> numbers) {
    if (numbers.isEmpty()) {
      return "none that is ready";
    }
    int left = Math.max(0, numbers.size() - MOST);
    String newest =
        numbers.subList(left, numbers.size()).stream()
            .map(String::valueOf)
            .collect(Collectors.joining(", "));
    return left == 0 ? newest : "%s and %,d before them".formatted(newest, left);
  }
}
