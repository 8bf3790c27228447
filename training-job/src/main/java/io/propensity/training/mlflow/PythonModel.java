package io.propensity.training.mlflow;

import io.propensity.expression.Columns;
import io.propensity.expression.Expression;
import io.propensity.features.ModelColumns;
import io.propensity.model.DerivedColumn;
import io.propensity.model.Feature;
import io.propensity.model.Flavor;
import io.propensity.scoring.MllibColumns;
import io.propensity.scoring.ModelOutput;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What Python has to know to score raw rows with a model: {@code python_function.json}. */
public record PythonModel(Flavor flavor, ModelColumns columns, ModelOutput output) {

  /** The contract as {@code propensity_scoring_1.py} reads it. */
  Map<String, Object> contract() {
    Map<String, Object> contract = new LinkedHashMap<>();
    contract.put("flavor", label(flavor));
    contract.put("task", label(output.task()));
    contract.put("classes", output.classes());
    contract.put("positive_class", output.positiveClass());
    contract.put("link", label(output.link()));
    contract.put("calibration", output.calibration());
    contract.put("inputs", columns.inputs());
    contract.put("derived", derived());
    contract.put("features", columns.features());
    contract.put("columns", names(columns.features()));
    return contract;
  }

  /** The names of the columns that the model itself is given. */
  private List<String> names(List<Feature> features) {
    return flavor == Flavor.SPARK_MLLIB
        ? MllibColumns.names(features)
        : features.stream().map(Feature::name).toList();
  }

  /** Each over the inputs and those before it. */
  private List<Map<String, Object>> derived() {
    List<Columns.Column> known = new ArrayList<>();
    columns.inputs().forEach(input -> known.add(Columns.Column.of(input.name(), input.type())));
    List<Map<String, Object>> derived = new ArrayList<>();
    for (DerivedColumn column : columns.derived()) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("name", column.name());
      entry.put("tree", TypedTree.of(Expression.parse(column.expression()), new Columns(known)));
      derived.add(entry);
      known.add(Columns.Column.of(column.name(), column.type()));
    }
    return derived;
  }

  private static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
