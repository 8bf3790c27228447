package io.propensity.scaffold;

import io.propensity.model.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which columns are features, and of which kind.
 *
 * @param excluded columns that are none, with the reason
 * @param derived expressions by the column that each makes of a time
 * @param notes what is odd about columns that are features all the same
 */
record FeatureChoice(
    List<String> numeric,
    List<String> categorical,
    Map<String, String> excluded,
    Map<String, String> derived,
    List<String> notes) {

  private static final double GIVES_AWAY = 0.995;
  private static final double GIVES_NUMBER_AWAY = 0.9995;
  private static final double TELLS_MUCH = 0.95;
  private static final int FREE_TEXT = 2;
  private static final int LEAST_TEXTS = 20;

  /** Columns that seem to give the label away are left out, unless nothing else is there. */
  static FeatureChoice of(TableFacts facts, LabelTask task, KeyChoice key, SplitChoice split) {
    Choosing choosing = new Choosing(facts, task.task());
    for (ColumnFacts column : facts.columns()) {
      boolean taken = column.name().equals(facts.label().name()) || key.has(column.name());
      if (!taken && column.isTime()) {
        choosing.time(column, split.has(column.name()));
      } else if (!taken && split.has(column.name())) {
        choosing.exclude(column, "the split is by it");
      } else if (!taken) {
        choosing.choose(column);
      }
    }
    return choosing.choice();
  }

  /** One column after the other. */
  private static final class Choosing {

    private final TableFacts facts;
    private final boolean regression;
    private final LabelLeak leak;
    private final List<String> numeric = new ArrayList<>();
    private final List<String> categorical = new ArrayList<>();
    private final Map<String, String> excluded = new LinkedHashMap<>();
    private final Map<String, String> derived = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private final List<ColumnFacts> leaking = new ArrayList<>();

    Choosing(TableFacts facts, Task task) {
      this.facts = facts;
      this.regression = task == Task.REGRESSION;
      this.leak = new LabelLeak(facts.sampled(facts.label()), regression);
    }

    void exclude(ColumnFacts column, String reason) {
      excluded.put(column.name(), reason);
    }

    void choose(ColumnFacts column) {
      Optional<String> reason = useless(column);
      if (reason.isPresent()) {
        exclude(column, reason.get());
        return;
      }
      double told = leak.share(facts.sampled(column), column.kind().isNumber());
      if (told >= (regression ? GIVES_NUMBER_AWAY : GIVES_AWAY)) {
        leaking.add(column);
        exclude(
            column,
            "it tells the label alone (%.1f %% of what there is to tell): is it known before the label is?"
                .formatted(100 * told));
        return;
      }
      if (told >= TELLS_MUCH) {
        notes.add(
            "%s tells much of the label alone (%.1f %%): make sure that it is known before the label is"
                .formatted(column.name(), 100 * told));
      }
      add(column);
    }

    private void add(ColumnFacts column) {
      boolean code = column.kind().isNumber() && column.kind() != ValueKind.DOUBLE;
      if (column.kind() == ValueKind.TEXT || (code && column.soundsLikeCode())) {
        categorical.add(column.name());
      } else {
        numeric.add(column.name());
      }
    }

    private static Optional<String> useless(ColumnFacts column) {
      boolean text = column.kind() == ValueKind.TEXT;
      if (column.filled() == 0) {
        return Optional.of("it is empty");
      }
      if (column.isConstant() && column.filled() == column.rows()) {
        return Optional.of("it has one value only");
      }
      if (column.name().startsWith("_") || column.name().matches(".*[\\p{Cntrl}\"].*")) {
        return Optional.of("no feature can have such a name: derive a column of another one");
      }
      if (column.kind() != ValueKind.DOUBLE
          && column.mayBeUnique()
          && column.rows() >= LEAST_TEXTS
          && (text || column.soundsLikeKey())) {
        return Optional.of("nearly every row has another value");
      }
      if (text
          && column.distinct() >= LEAST_TEXTS
          && column.distinct() * FREE_TEXT > column.filled()) {
        return Optional.of("it is free text: most of its values stand in one row only");
      }
      return Optional.empty();
    }

    /** What an hour, a weekday and a month may mean, where the file has several of them. */
    void time(ColumnFacts column, boolean splits) {
      ColumnProfile.TimeSpan span =
          column.times().orElse(new ColumnProfile.TimeSpan("", "9", false));
      boolean days = differ(span, 10);
      if (column.kind() == ValueKind.TIMESTAMP) {
        derive(column, "hour", "hour");
      }
      if (days) {
        derive(column, "weekday", "dayofweek");
      }
      if (differ(span, 7)) {
        derive(column, "month", "month");
      }
      exclude(
          column,
          splits
              ? "the split is by it"
              : "a time is no feature as it is; what is made of it stands under derive");
    }

    private void derive(ColumnFacts column, String what, String function) {
      String name =
          column.name().replaceAll("[^A-Za-z0-9]+", "_").replaceFirst("^_+", "") + "_" + what;
      boolean free =
          facts.columns().stream().noneMatch(other -> other.name().equalsIgnoreCase(name));
      boolean plain = name.matches("[A-Za-z]\\w*");
      if (free && plain && !column.name().contains("`")) {
        derived.put(name, "%s(`%s`)".formatted(function, column.name()));
        numeric.add(name);
      }
    }

    private static boolean differ(ColumnProfile.TimeSpan span, int length) {
      return !head(span.least(), length).equals(head(span.most(), length));
    }

    private static String head(String text, int length) {
      return text.substring(0, Math.min(length, text.length()));
    }

    FeatureChoice choice() {
      if (numeric.isEmpty() && categorical.isEmpty()) {
        for (ColumnFacts column : leaking) {
          notes.add(
              column.name()
                  + " is here because nothing else is, though "
                  + excluded.remove(column.name()));
          add(column);
        }
      }
      return new FeatureChoice(numeric, categorical, excluded, derived, notes);
    }
  }
}
