package io.propensity.scaffold;

import io.propensity.pipeline.CsvOptions;
import io.propensity.run.ContractException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a file once, and tells what its columns hold. */
final class TableLook {

  private final TableFile file;
  private final int label;
  private final List<ColumnProfile> profiles = new ArrayList<>();
  private final LabelValues labels = new LabelValues();
  private final SampleRows sample;
  private long rows;

  private TableLook(TableFile file, int label) {
    this.file = file;
    this.label = label;
    CsvOptions written = CsvOptions.of(file.options());
    int columns = file.columns().size();
    for (int i = 0; i < columns; i++) {
      profiles.add(new ColumnProfile(columns, written.decimal().charAt(0), written.thousands()));
    }
    this.sample = new SampleRows(columns);
  }

  /**
   * Reads all rows.
   *
   * @param label the place of the label's column
   * @throws ContractException when there is no row
   */
  static TableFacts of(TableFile file, int label) {
    TableLook look = new TableLook(file, label);
    TableFile.Skipped skipped = file.read(look::add);
    if (look.rows == 0) {
      throw new ContractException(
          skipped.rows() == 0
              ? "The file has no rows"
              : "None of %d rows can be read: %s".formatted(skipped.rows(), skipped.first()));
    }
    return look.facts(skipped);
  }

  private void add(List<String> values) {
    rows++;
    for (int i = 0; i < values.size(); i++) {
      profiles.get(i).add(values.get(i));
    }
    labels.add(values.get(label));
    sample.add(values);
  }

  private TableFacts facts(TableFile.Skipped skipped) {
    Map<String, Object> options = new LinkedHashMap<>(file.options());
    List<String> reasons = new ArrayList<>(file.reasons());
    List<String> missing = file.format().equals("csv") ? MissingMarkers.of(profiles) : List.of();
    if (!missing.isEmpty()) {
      options.put("null_value", missing.size() == 1 ? missing.get(0) : missing);
      reasons.add("null_value: stands where other rows have values");
    }
    List<ColumnFacts> columns = new ArrayList<>();
    for (int i = 0; i < profiles.size(); i++) {
      columns.add(facts(i, missing, options, reasons));
    }
    Map<String, Long> values = labels.counts(missing, columns.get(label).kind().isNumber());
    return new TableFacts(
        file.format(),
        options,
        reasons,
        columns,
        rows,
        columns.get(label),
        values,
        labels.areMany(),
        sample,
        new HashSet<>(missing),
        skipped);
  }

  private ColumnFacts facts(
      int at, List<String> missing, Map<String, Object> options, List<String> reasons) {
    ColumnProfile profile = profiles.get(at);
    Typed typed =
        file.types().isPresent()
            ? declared(file.types().get().get(at), profile.kind(missing))
            : found(profile, file.columns().get(at), missing, options, reasons);
    return new ColumnFacts(
        file.columns().get(at),
        typed.type(),
        typed.kind(),
        rows,
        profile.present(missing),
        profile.distinct() - missing.stream().filter(profile.oddTexts()::containsKey).count(),
        profile.isWhole(),
        profile.times());
  }

  /** A type of Spark's, and what it means here. */
  private record Typed(String type, ValueKind kind) {}

  /** Parquet's own type, whatever its values look like. */
  private static Typed declared(String type, ValueKind looksLike) {
    ValueKind kind =
        switch (type.replaceFirst("\\(.*", "")) {
          case "TINYINT", "SMALLINT", "INT", "BIGINT" -> ValueKind.BIGINT;
          case "DECIMAL" -> looksLike.isNumber() ? looksLike : ValueKind.DOUBLE;
          case "FLOAT", "DOUBLE" -> ValueKind.DOUBLE;
          case "BOOLEAN" -> ValueKind.BOOLEAN;
          case "DATE" -> ValueKind.DATE;
          case "TIMESTAMP", "TIMESTAMP_NTZ" -> ValueKind.TIMESTAMP;
          default -> ValueKind.TEXT;
        };
    return new Typed(type, kind);
  }

  private static Typed found(
      ColumnProfile profile,
      String name,
      List<String> missing,
      Map<String, Object> options,
      List<String> reasons) {
    ValueKind kind = profile.kind(missing);
    String pattern = profile.formats().pattern(profile.present(missing)).orElse("");
    if (kind != ValueKind.TEXT || pattern.isEmpty()) {
      return new Typed(kind == ValueKind.TEXT ? "STRING" : kind.name(), kind);
    }
    boolean time = DateFormats.hasTime(pattern);
    String option = time ? "timestamp_format" : "date_format";
    if (options.putIfAbsent(option, pattern) == null) {
      reasons.add("%s: all values of %s are written so".formatted(option, name));
    }
    ValueKind day = time ? ValueKind.TIMESTAMP : ValueKind.DATE;
    // A source has one format; a column of another one stays text.
    return options.get(option).equals(pattern)
        ? new Typed(day.name(), day)
        : new Typed("STRING", ValueKind.TEXT);
  }
}
