package io.propensity.pipeline.quality;

import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.propensity.json.Schema;
import io.propensity.run.Checks;
import io.propensity.run.ConfigurationException;
import io.propensity.text.CloseNames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The rules of a source; that there is one row at least is always among them. */
@Schema(
    """
    {"type": "array", "items": {"type": "object", "additionalProperties": false, "properties": {
      "severity": {"enum": ["error", "warning"]},
      "min_rows": {"type": "integer", "minimum": 1},
      "not_null": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
      "unique": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]},
      "allowed_values": {"type": "object", "additionalProperties": {"type": "array"}},
      "range": {"type": "object", "additionalProperties": {"type": "object",
        "additionalProperties": false,
        "properties": {"min": {"type": ["number", "string"]}, "max": {"type": ["number", "string"]}}}},
      "max_null_share": {"type": "object", "additionalProperties": {"type": "number"}},
      "freshness": {"type": "object", "additionalProperties": {"type": "number"}}}}}
    """)
public final class Quality {

  static final String ERROR = "error";
  private static final String SEVERITY = "severity";

  /** All rules by the name that files give them: a new one is a line here. */
  private static final Map<String, Function<Object, QualityRule>> RULES =
      Map.of(
          "min_rows", MinRows::read,
          "not_null", NotNull::read,
          "unique", Unique::read,
          "allowed_values", AllowedValues::read,
          "range", Range::read,
          "max_null_share", MaxNullShare::read,
          "freshness", Freshness::read);

  private record Entry(String text, QualityRule rule, String severity) {}

  private final List<Entry> entries = new ArrayList<>();

  private Quality() {
    entries.add(new Entry("min_rows: 1", new MinRows(1), ERROR));
  }

  /** What holds when a source says nothing. */
  public static Quality byDefault() {
    return new Quality();
  }

  /**
   * Reads a list of rules.
   *
   * @throws ConfigurationException for a rule that is unknown or has a wrong value
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static Quality read(Object value) {
    if (!(value instanceof List<?> list)) {
      throw Columns.wrong("must be a list of rules, such as - not_null: [id]");
    }
    Quality quality = new Quality();
    Checks checks = new Checks();
    for (int i = 0; i < list.size(); i++) {
      Object item = list.get(i);
      checks.run("[%d]".formatted(i), () -> quality.add(item));
    }
    checks.done();
    return quality;
  }

  private void add(Object item) {
    if (!(item instanceof Map<?, ?> map)) {
      throw Columns.wrong("must be a rule, such as - not_null: [id]");
    }
    Map<String, Object> rule = new LinkedHashMap<>();
    map.forEach((key, argument) -> rule.put(String.valueOf(key), argument));
    Object severity = rule.containsKey(SEVERITY) ? rule.remove(SEVERITY) : ERROR;
    if (!ERROR.equals(severity) && !"warning".equals(severity)) {
      throw Columns.wrong("has severity %s; write error or warning".formatted(severity));
    }
    if (rule.isEmpty()) {
      throw Columns.wrong("names no rule; write severity beside one, such as not_null: id");
    }
    rule.forEach((name, argument) -> add(name, argument, severity.toString()));
  }

  private void add(String name, Object argument, String severity) {
    Function<Object, QualityRule> reader = RULES.get(name);
    if (reader == null) {
      throw Columns.wrong(
          "names no rule '%s'; the rules are %s%s"
              .formatted(
                  name,
                  String.join(", ", RULES.keySet().stream().sorted().toList()),
                  CloseNames.to(name, RULES.keySet()).stream()
                      .findFirst()
                      .map("; did you mean %s?"::formatted)
                      .orElse("")));
    }
    entries.add(new Entry("%s: %s".formatted(name, argument), reader.apply(argument), severity));
  }

  /**
   * Refuses rules of columns that are not there or of another type, before rows are read.
   *
   * @throws ConfigurationException naming the column
   */
  public void requireColumns(String source, StructType columns) {
    for (Entry entry : entries) {
      for (String column : entry.rule().columns()) {
        DataType type =
            Arrays.stream(columns.fields())
                .filter(field -> column.equalsIgnoreCase(field.name()))
                .map(StructField::dataType)
                .findFirst()
                .orElseThrow(
                    () ->
                        new ConfigurationException(
                            "sources.%s.quality: there is no column '%s' for %s; the columns are %s"
                                .formatted(
                                    source,
                                    column,
                                    entry.text(),
                                    String.join(", ", columns.fieldNames()))));
        entry
            .rule()
            .misfit(column, type)
            .ifPresent(
                why -> {
                  throw new ConfigurationException(
                      "sources.%s.quality: column '%s' is %s and does not fit %s: %s"
                          .formatted(source, column, type.sql(), entry.text(), why));
                });
      }
    }
  }

  /** Holds the rows against all rules: one pass, and one more for each that wants unique rows. */
  public List<Verdict> check(Dataset<Row> rows, Instant now) {
    List<Column> measures = new ArrayList<>();
    entries.forEach(entry -> measures.addAll(entry.rule().measures()));
    Row measured = rows.agg(count(lit(1)), measures.toArray(Column[]::new)).head();
    long count = measured.getLong(0);
    List<Verdict> verdicts = new ArrayList<>();
    int at = 1;
    for (Entry entry : entries) {
      List<Object> own = new ArrayList<>();
      for (int i = 0; i < entry.rule().measures().size(); i++) {
        own.add(measured.get(at++));
      }
      QualityRule.Finding found = entry.rule().find(own, rows, count, now);
      verdicts.add(new Verdict(entry.text(), found.passed(), found.figures(), entry.severity()));
    }
    return verdicts;
  }

  /** Whether equal rows may be judged otherwise later. */
  public boolean looksAtTheClock() {
    return entries.stream().anyMatch(entry -> entry.rule().looksAtTheClock());
  }

  @Override
  public String toString() {
    return entries.stream().map(entry -> entry.text() + " " + entry.severity()).toList().toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Quality quality && quality.toString().equals(toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }
}
