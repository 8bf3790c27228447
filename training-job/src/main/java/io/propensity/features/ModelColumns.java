package io.propensity.features;

import io.propensity.expression.ColumnType;
import io.propensity.expression.Columns;
import io.propensity.expression.Expression;
import io.propensity.expression.ExpressionException;
import io.propensity.model.DerivedColumn;
import io.propensity.model.Feature;
import io.propensity.model.InputColumn;
import io.propensity.pipeline.Pipeline;
import io.propensity.run.ConfigurationException;
import io.propensity.run.ContractException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a pipeline's model is made of, over a table's columns.
 *
 * @param inputs the table's columns that a feature is or is derived from, in the table's order
 * @param features the numeric ones first, each group in the pipeline's order
 */
public record ModelColumns(
    List<InputColumn> inputs, List<DerivedColumn> derived, List<Feature> features) {

  public ModelColumns {
    inputs = List.copyOf(inputs);
    derived = List.copyOf(derived);
    features = List.copyOf(features);
  }

  /**
   * Resolves the pipeline's names and expressions.
   *
   * @param table the raw columns
   * @throws ConfigurationException for a name or expression that does not fit them
   */
  public static ModelColumns of(Pipeline pipeline, Columns table) {
    return new Resolution(pipeline, table).resolve();
  }

  /** Derived columns one after the other, so that each sees those before it. */
  private static final class Resolution {

    private final Pipeline pipeline;
    private final Columns raw;
    private final Set<String> used = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private final List<DerivedColumn> derived = new ArrayList<>();
    private Columns columns;

    Resolution(Pipeline pipeline, Columns raw) {
      this.pipeline = pipeline;
      this.raw = raw;
      this.columns = raw;
    }

    ModelColumns resolve() {
      pipeline.derive().forEach(this::derive);
      List<Feature> features = new ArrayList<>();
      pipeline.numeric().forEach(name -> features.add(feature(name, Feature.Kind.NUMERIC)));
      pipeline.categorical().forEach(name -> features.add(feature(name, Feature.Kind.CATEGORICAL)));
      List<InputColumn> inputs =
          raw.all().stream()
              .filter(column -> used.contains(column.name()))
              .map(column -> new InputColumn(column.name(), typeOf(column)))
              .toList();
      return new ModelColumns(inputs, derived, features);
    }

    private void derive(String name, String text) {
      if (find(name).isPresent()) {
        throw new ConfigurationException(
            "derive.%s: there is a column of that name already".formatted(name));
      }
      try {
        Expression expression = Expression.parse(text);
        expression.columns().forEach(column -> requireAllowed(name, column));
        ColumnType type = expression.typeOf(columns);
        used.addAll(expression.columns());
        derived.add(new DerivedColumn(name, text, type));
        List<Columns.Column> more = new ArrayList<>(columns.all());
        more.add(Columns.Column.of(name, type));
        columns = new Columns(more);
      } catch (ExpressionException e) {
        throw new ConfigurationException("derive.%s: %s".formatted(name, e.getMessage()), e);
      }
    }

    private void requireAllowed(String name, String column) {
      if (pipeline.label().isColumn(column)) {
        throw new ConfigurationException(
            "derive.%s reads the label '%s': a model must not see what it predicts"
                .formatted(name, column));
      }
      if (pipeline.key().has(column)) {
        throw new ConfigurationException(
            "derive.%s reads the key '%s', which says nothing about another row"
                .formatted(name, column));
      }
    }

    private Feature feature(String name, Feature.Kind kind) {
      Columns.Column column =
          find(name)
              .orElseThrow(
                  () ->
                      new ConfigurationException(
                          "Feature '%s' is neither a column of the raw table nor derived; there are %s"
                              .formatted(name, names())));
      used.add(column.name());
      return new Feature(column.name(), typeOf(column), kind);
    }

    private Optional<Columns.Column> find(String name) {
      return columns.all().stream()
          .filter(column -> column.name().equalsIgnoreCase(name))
          .findFirst();
    }

    private String names() {
      return columns.all().stream().map(Columns.Column::name).collect(Collectors.joining(", "));
    }

    private static ColumnType typeOf(Columns.Column column) {
      return column
          .type()
          .orElseThrow(
              () ->
                  new ContractException(
                      "Column '%s' is %s, which no feature can be made of"
                          .formatted(column.name(), column.storedAs())));
    }
  }
}
