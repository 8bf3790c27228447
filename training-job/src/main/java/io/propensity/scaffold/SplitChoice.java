package io.propensity.scaffold;

import io.propensity.model.Task;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How the rows are dealt.
 *
 * @param by {@code random}, {@code group} or {@code time}
 * @param column of a group or a time
 * @param validation 0 where the rows are too few
 */
record SplitChoice(
    String by,
    Optional<String> column,
    double validation,
    double test,
    boolean stratify,
    String reason) {

  private static final int FEW = 100;
  private static final double MANY_OWNERS = 0.9;
  private static final int LEAST_OWNERS = 50;
  private static final double RARE = 0.1;

  /** By time where the rows are a log, by their owner where it has several, else at random. */
  static SplitChoice of(TableFacts facts, LabelTask task, KeyChoice key) {
    double validation = task.rarest() < FEW ? 0 : 0.1;
    double test = task.rarest() * 0.2 < 1 ? 0.5 : 0.2;
    String few =
        validation == 0 ? "; too few rows of a class to hold some back for validation" : "";
    Optional<ColumnFacts> log =
        facts.columns().stream()
            .filter(column -> column.isTime() && column.filled() == facts.rows())
            .filter(column -> column.distinct() >= LEAST_OWNERS && isInOrder(column))
            .findFirst();
    if (log.isPresent() && task.rarest() >= FEW) {
      return new SplitChoice(
          "time",
          log.map(ColumnFacts::name),
          validation,
          test,
          false,
          "The rows stand in the order of this time, so the model is tested on the latest");
    }
    Optional<ColumnFacts> owner =
        facts.columns().stream().filter(c -> owns(c, facts, key)).findFirst();
    if (owner.isPresent()) {
      return new SplitChoice(
          "group",
          owner.map(ColumnFacts::name),
          validation,
          test,
          false,
          "Each has several rows, about %s, which have to stay on one side"
              .formatted(
                  String.format(
                      Locale.ROOT, "%.1f", (double) facts.rows() / owner.get().distinct())));
    }
    boolean classes = task.task() != Task.REGRESSION;
    boolean rare = classes && (task.rarest() < RARE * facts.rows() || task.rarest() < FEW);
    return new SplitChoice(
        "random",
        Optional.empty(),
        validation,
        test,
        rare,
        (rare
                ? "A class is rare, so each part gets the same share of it"
                : "The rows seem to have no order and no owner that has several")
            + few);
  }

  private static boolean isInOrder(ColumnFacts column) {
    return column.times().map(ColumnProfile.TimeSpan::inOrder).orElse(false);
  }

  private static boolean owns(ColumnFacts column, TableFacts facts, KeyChoice key) {
    return column.soundsLikeOwner()
        && column.filled() == facts.rows()
        && column.distinct() >= LEAST_OWNERS
        && column.distinct() < MANY_OWNERS * facts.rows()
        && !key.columns().equals(List.of(column.name()))
        && !column.name().equals(facts.label().name());
  }

  boolean has(String name) {
    return column.map(name::equals).orElse(false);
  }
}
