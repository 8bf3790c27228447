package io.propensity.features;

import io.propensity.pipeline.Pipeline;
import io.propensity.run.ConfigurationException;
import io.propensity.run.ContractException;
import io.propensity.sql.ExpressionColumns;
import java.util.Arrays;
import org.apache.spark.sql.types.StructType;

/** Holds a pipeline's names against the raw table's columns, before anything is made of them. */
public final class RawColumns {

  /** The column of the split step, which knows this one. */
  private static final String SPLIT = "_split";

  private RawColumns() {}

  /**
   * Checks the key, the label, the features and what they are derived from.
   *
   * @throws ConfigurationException for a name or an expression that does not fit the columns
   * @throws ContractException for a column whose type or name cannot be worked with
   */
  public static void require(StructType raw, Pipeline pipeline) {
    pipeline.key().columns().forEach(column -> requireColumn("key", column, raw));
    requireColumn("label.column", String.valueOf(pipeline.label().column()), raw);
    requireFree(raw);
    ModelColumns.of(pipeline, ExpressionColumns.columns(raw));
  }

  private static void requireColumn(String setting, String column, StructType raw) {
    if (Arrays.stream(raw.fieldNames()).noneMatch(column::equalsIgnoreCase)) {
      throw new ConfigurationException(
          "%s: the raw table has no column '%s'; its columns are %s"
              .formatted(setting, column, String.join(", ", raw.fieldNames())));
    }
  }

  private static void requireFree(StructType raw) {
    for (String name : raw.fieldNames()) {
      if (name.equalsIgnoreCase(Features.LABEL) || name.equalsIgnoreCase(SPLIT)) {
        throw new ContractException(
            "The raw table has a column '%s', which the training makes: rename it at its source"
                .formatted(name));
      }
    }
  }
}
