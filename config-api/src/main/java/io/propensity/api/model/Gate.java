package io.propensity.api.model;

import io.propensity.model.Manifest;
import io.propensity.model.MetricDirection;
import org.jspecify.annotations.Nullable;

/** A version takes an alias from another only when it is not worse, measured on the same rows. */
record Gate(String metric) {

  Verdict first(Manifest challenger) {
    return new Verdict(
        metric, value(challenger), null, null, true, "the alias pointed at no version before");
  }

  Verdict present(Manifest champion) {
    Double value = value(champion);
    return new Verdict(
        metric, value, value, true, true, "the alias points at this version already");
  }

  Verdict judge(Manifest challenger, Manifest champion) {
    Double to = value(challenger);
    Double from = value(champion);
    Boolean same = TestRows.same(challenger, champion);
    if (to == null || from == null) {
      int without = to == null ? challenger.version() : champion.version();
      return new Verdict(
          metric,
          to,
          from,
          same,
          false,
          "version %d has no %s of the test split".formatted(without, metric));
    }
    if (same == null || !same) {
      return new Verdict(metric, to, from, same, false, apart(challenger, champion, same != null));
    }
    boolean worse = isWorse(to, from);
    return new Verdict(
        metric, to, from, true, !worse, sentence(challenger, to, champion, from, worse));
  }

  private boolean isWorse(double to, double from) {
    return MetricDirection.of(metric) == MetricDirection.SMALLER_IS_BETTER ? to > from : to < from;
  }

  private String apart(Manifest challenger, Manifest champion, boolean known) {
    String what =
        known
            ? "versions %d and %d were measured on different test rows, so that their %s cannot be compared"
            : "it is not known whether versions %d and %d were measured on the same test rows, so that their %s cannot be compared";
    return what.formatted(challenger.version(), champion.version(), metric);
  }

  private String sentence(
      Manifest challenger, double to, Manifest champion, double from, boolean worse) {
    return "%s %s of version %d is %s the %s of version %d"
        .formatted(
            metric,
            to,
            challenger.version(),
            worse ? "worse than" : "not worse than",
            from,
            champion.version());
  }

  private @Nullable Double value(Manifest manifest) {
    return TestRows.metric(manifest, TestRows.SPLIT, metric);
  }
}
