package io.propensity.features;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.desc;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import io.propensity.pipeline.Label;
import io.propensity.pipeline.Pipeline;
import io.propensity.run.ContractException;
import io.propensity.scoring.FeatureTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What the label column holds.
 *
 * @param negative the value that is not the positive one
 * @param labelled rows with a label
 * @param unlabelled rows whose label is NULL; no model is trained on them
 */
public record LabelCensus(String negative, long labelled, long unlabelled) {

  private static final int LISTED = 10;

  /**
   * Counts, in two Spark jobs.
   *
   * @throws ContractException unless there are two values, the positive one among them, and a key
   *     of its own in every row
   */
  public static LabelCensus of(Dataset<Row> raw, Pipeline pipeline) {
    Column label = text(raw, pipeline);
    Column key = raw.col(FeatureTable.quoted(pipeline.key().column()));
    List<Row> rows =
        raw.groupBy(label.as("value"))
            .agg(count(lit(1)).as("rows"), count_if(key.isNull()).as("keyless"))
            .orderBy(desc("rows"), col("value"))
            .limit(LISTED + 2)
            .collectAsList();
    long keyless = rows.stream().mapToLong(row -> row.getLong(2)).sum();
    if (keyless > 0) {
      throw new ContractException(
          "%d rows of the raw table have no key: '%s' is NULL".formatted(keyless, pipeline.key()));
    }
    LabelCensus census = census(rows, pipeline.label());
    requireOneRowEach(raw, key, pipeline.key().column());
    return census;
  }

  private static void requireOneRowEach(Dataset<Row> raw, Column key, String name) {
    Row doubled =
        raw.groupBy(key.as("key"))
            .agg(count(lit(1)).as("rows"))
            .filter(col("rows").gt(1))
            .agg(count(lit(1)), min(col("key").cast("string")))
            .head();
    if (doubled.getLong(0) > 0) {
      throw new ContractException(
          "key: '%s' must name one row; %d values of it have several rows of the raw table, '%s' among them"
              .formatted(name, doubled.getLong(0), doubled.getString(1)));
    }
  }

  /** The label as the text that {@code label.positive} is compared with. */
  public static Column text(Dataset<Row> raw, Pipeline pipeline) {
    return raw.col(FeatureTable.quoted(String.valueOf(pipeline.label().column()))).cast("string");
  }

  private static LabelCensus census(List<Row> rows, Label label) {
    Map<String, Long> values = new LinkedHashMap<>();
    long unlabelled = 0;
    for (Row row : rows) {
      if (row.isNullAt(0)) {
        unlabelled = row.getLong(1);
      } else {
        values.put(row.getString(0), row.getLong(1));
      }
    }
    if (values.size() != 2 || !values.containsKey(label.positive().get(0))) {
      throw new ContractException(
          "label: column '%s' must have two values, '%s' among them; it has %s"
              .formatted(label.column(), label.positive().get(0), listed(values)));
    }
    String negative =
        values.keySet().stream()
            .filter(value -> !value.equals(label.positive().get(0)))
            .findFirst()
            .orElseThrow();
    long labelled = values.values().stream().mapToLong(Long::longValue).sum();
    return new LabelCensus(negative, labelled, unlabelled);
  }

  private static String listed(Map<String, Long> values) {
    List<String> first = values.keySet().stream().limit(LISTED).map("'%s'"::formatted).toList();
    return first.isEmpty()
        ? "none"
        : String.join(", ", first) + (values.size() > LISTED ? " and more" : "");
  }
}
