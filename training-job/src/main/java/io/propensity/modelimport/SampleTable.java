package io.propensity.modelimport;

import static org.apache.spark.sql.functions.col;

import io.propensity.expression.ColumnType;
import io.propensity.expression.Columns;
import io.propensity.model.Feature;
import io.propensity.model.InputColumn;
import io.propensity.run.ContractException;
import io.propensity.scoring.FeatureTable;
import io.propensity.sql.ExpressionColumns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Users as they will be scored, which say what types the model's columns have.
 *
 * @param rows any table that has the features as columns
 */
record SampleTable(Dataset<Row> rows) {

  /**
   * The types of the model's features.
   *
   * @throws ContractException naming every feature that is absent or of a type that the model
   *     cannot take so
   */
  Map<String, ColumnType> types(Map<String, Feature.Kind> features) {
    Map<String, ColumnType> types = new LinkedHashMap<>();
    List<String> faults = new ArrayList<>();
    Columns columns = ExpressionColumns.columns(rows.schema());
    features.forEach(
        (name, kind) -> {
          List<Columns.Column> found =
              columns.all().stream().filter(at -> at.name().equalsIgnoreCase(name)).toList();
          if (found.size() != 1) {
            faults.add(
                "feature '%s' is %s".formatted(name, found.isEmpty() ? "absent" : "ambiguous"));
          } else if (!fits(found.get(0), kind)) {
            faults.add(
                "feature '%s' is %s, which the model takes as %s"
                    .formatted(
                        name,
                        found.get(0).storedAs(),
                        kind == Feature.Kind.NUMERIC ? "a number" : "a category"));
          } else {
            types.put(name, found.get(0).type().orElseThrow());
          }
        });
    if (!faults.isEmpty()) {
      throw new ContractException(
          "The sample does not fit the model: %s; its columns are %s"
              .formatted(String.join("; ", faults), String.join(", ", rows.columns())));
    }
    return types;
  }

  /** The inputs that a model of these features needs, in the model's order. */
  static List<InputColumn> inputs(Map<String, ColumnType> types) {
    return types.entrySet().stream()
        .map(entry -> new InputColumn(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** Which of the columns hold a NULL. */
  List<String> withNulls(List<String> names) {
    return names.stream()
        .filter(name -> !rows.filter(col(FeatureTable.quoted(name)).isNull()).isEmpty())
        .toList();
  }

  private static boolean fits(Columns.Column column, Feature.Kind kind) {
    return column
        .type()
        .filter(
            type ->
                switch (type) {
                  case BOOLEAN, INTEGER, NUMBER -> true;
                  case STRING -> kind == Feature.Kind.CATEGORICAL;
                  case DATE, TIMESTAMP -> false;
                })
        .isPresent();
  }
}
