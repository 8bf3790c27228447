package io.propensity.evaluation.warning;

import java.util.List;
import java.util.Locale;

/** A model that knows nothing of the test split, or less. */
record NoBetterThanChance() implements Suspicion {

  @Override
  public List<String> in(Evidence evidence) {
    double value = evidence.metric(evidence.main());
    double low = evidence.metric(evidence.main() + "_low");
    if (value < evidence.chance()) {
      return List.of(sentence(evidence, "Worse than chance", value));
    }
    return low <= evidence.chance()
        ? List.of(sentence(evidence, "No better than chance, as far as can be told", value))
        : List.of();
  }

  private static String sentence(Evidence evidence, String what, double value) {
    return String.format(
        Locale.ROOT,
        "%s: %s of the %s split is %.4f, and one who knows nothing has %s",
        what,
        evidence.main(),
        evidence.measured().label(),
        value,
        evidence.chance());
  }
}
