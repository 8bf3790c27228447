package io.propensity.evaluation.warning;

import java.util.List;
import java.util.Map;

/** Features that have the same value in all rows. */
record ConstantFeatures() implements Suspicion {

  private static final int NAMED = 10;

  @Override
  public List<String> in(Evidence evidence) {
    List<String> constant =
        evidence.scans().entrySet().stream()
            .filter(entry -> entry.getValue().constant())
            .map(Map.Entry::getKey)
            .toList();
    return constant.isEmpty()
        ? List.of()
        : List.of(
            "%s one value in all rows and %s nothing: %s%s"
                .formatted(
                    constant.size() == 1 ? "1 feature has" : constant.size() + " features have",
                    constant.size() == 1 ? "tells" : "tell",
                    String.join(", ", constant.subList(0, Math.min(NAMED, constant.size()))),
                    constant.size() > NAMED ? ", ..." : ""));
  }
}
