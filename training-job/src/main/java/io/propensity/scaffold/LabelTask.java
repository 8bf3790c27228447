package io.propensity.scaffold;

import io.propensity.model.Task;
import io.propensity.run.ContractException;
import io.propensity.run.UsageException;
import io.propensity.text.CloseNames;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What is predicted, by the label's values.
 *
 * @param positive of a binary task
 * @param rarest the rows of the least frequent class; all rows of a regression
 */
record LabelTask(Task task, String reason, Optional<String> positive, long rarest) {

  private static final int MOST_NUMBERED_CLASSES = 10;
  private static final int MOST_CLASSES = 100;
  private static final int LISTED = 6;

  private static final List<String> POSITIVE =
      List.of(
          "1",
          "true",
          "yes",
          "y",
          "t",
          "positive",
          "pos",
          "churned",
          "churn",
          "left",
          "bad",
          "default",
          "fraud",
          "spam",
          "converted",
          "clicked",
          "purchased",
          "bought",
          "won",
          "success",
          "good");

  /**
   * By what a file holds.
   *
   * @param said the value whose probability is wanted, if somebody said so
   * @throws ContractException when there is nothing to predict
   */
  static LabelTask of(TableFacts facts, Optional<String> said) {
    ColumnFacts label = facts.label();
    Map<String, Long> values = facts.labels();
    boolean many = facts.manyLabels();
    if (!many && values.size() < 2) {
      throw new ContractException(
          "--label %s: %s, so there is nothing to predict"
              .formatted(
                  label.name(),
                  values.isEmpty()
                      ? "no row has a value"
                      : "every row that has a value has " + values.keySet().iterator().next()));
    }
    if (!many && values.size() == 2) {
      return binary(values, said);
    }
    if (said.isPresent()) {
      throw new UsageException(
          "--positive: the label %s has %s values; leave it out, or see label.expression in docs/pipelines.md"
              .formatted(label.name(), many ? "many" : values.size()));
    }
    boolean numbers = label.kind().isNumber();
    if (numbers && (many || !label.whole() || values.size() > MOST_NUMBERED_CLASSES)) {
      return new LabelTask(
          Task.REGRESSION, "The label is a number of many values", Optional.empty(), facts.rows());
    }
    if (many || values.size() > MOST_CLASSES) {
      throw new ContractException(
          "--label %s: it has %s different texts, too many to be classes; a number would be predicted by a regression"
              .formatted(label.name(), many ? "more than " + LabelValues.MOST : values.size()));
    }
    return new LabelTask(
        Task.MULTICLASS,
        "The label has %d values: %s".formatted(values.size(), listed(values)),
        Optional.empty(),
        rarest(values));
  }

  private static LabelTask binary(Map<String, Long> values, Optional<String> said) {
    if (rarest(values) < 2) {
      throw new ContractException(
          "The label has two values, %s: of one there is a single row, which is too few to learn from and to measure on"
              .formatted(listed(values)));
    }
    said.filter(value -> !values.containsKey(value))
        .ifPresent(
            value -> {
              throw new UsageException(
                  "--positive %s: the label has the values %s%s"
                      .formatted(value, listed(values), CloseNames.hint(value, values.keySet())));
            });
    return new LabelTask(
        Task.BINARY,
        "The label has two values: " + listed(values),
        Optional.of(said.orElseGet(() -> positive(values))),
        rarest(values));
  }

  /** A word that says so, else the rarer value. */
  private static String positive(Map<String, Long> values) {
    return values.keySet().stream()
        .filter(value -> POSITIVE.contains(value.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseGet(() -> List.copyOf(values.keySet()).get(values.size() - 1));
  }

  private static long rarest(Map<String, Long> values) {
    return values.values().stream().mapToLong(Long::longValue).min().orElse(0);
  }

  private static String listed(Map<String, Long> values) {
    List<String> first =
        values.entrySet().stream()
            .limit(LISTED)
            .map(value -> "'%s' in %,d rows".formatted(value.getKey(), value.getValue()))
            .toList();
    return String.join(", ", first) + (values.size() > LISTED ? ", and others" : "");
  }
}
