package io.propensity.features;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.propensity.expression.ColumnType;
import io.propensity.expression.Columns;
import io.propensity.expression.Expression;
import io.propensity.expression.ExpressionException;
import io.propensity.model.DerivedColumn;
import io.propensity.model.Feature;
import io.propensity.model.InputColumn;
import io.propensity.pipeline.Pipeline;
import io.propensity.pipeline.SplitSpec;
import io.propensity.run.ConfigurationException;
import io.propensity.run.ContractException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a pipeline's model is made of, over a table's columns.
 *
 * @param inputs the table's columns that a feature is or is derived from, in the table's order
 * @param features the numeric ones first, each group in the pipeline's order
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ModelColumns(
    List<InputColumn> inputs, List<DerivedColumn> derived, List<Feature> features) {

  public ModelColumns {
    inputs = List.copyOf(inputs);
    derived = List.copyOf(derived);
    features = List.copyOf(features);
  }

  /**
   * Resolves the pipeline's names, patterns and expressions.
   *
   * @param table the columns of the rows, before anything is derived
   * @param label whose columns neither a feature nor a derived column may read
   * @throws ConfigurationException for a name or expression that does not fit them
   */
  static ModelColumns of(Pipeline pipeline, Columns table, LabelSource label) {
    return new Resolution(pipeline, table, label).resolve();
  }

  /** Whether a column of that name is in a table that is made of these. */
  boolean has(String name) {
    return inputs.stream().anyMatch(input -> input.name().equalsIgnoreCase(name))
        || derived.stream().anyMatch(column -> column.name().equalsIgnoreCase(name));
  }

  /** The column that the rows are parted by, where they are parted by one. */
  static Optional<String> splitColumn(SplitSpec split) {
    if (split instanceof SplitSpec.Group group) {
      return Optional.of(group.column());
    }
    if (split instanceof SplitSpec.Time time) {
      return Optional.of(time.column());
    }
    return split instanceof SplitSpec.Column said ? Optional.of(said.column()) : Optional.empty();
  }

  /** Derived columns one after the other, so that each sees those before it. */
  private static final class Resolution {

    private final Pipeline pipeline;
    private final Columns raw;
    private final LabelSource label;
    private final Set<String> used = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private final List<DerivedColumn> derived = new ArrayList<>();
    private Columns columns;

    Resolution(Pipeline pipeline, Columns raw, LabelSource label) {
      this.pipeline = pipeline;
      this.raw = raw;
      this.label = label;
      this.columns = raw;
    }

    ModelColumns resolve() {
      pipeline.derive().forEach(this::derive);
      Predicate<String> excluded = excluded();
      Selection selection =
          Selection.of(
              pipeline.numeric(), pipeline.categorical(), columns, excluded.or(this::isBarred));
      List<Feature> features = new ArrayList<>();
      selection
          .numeric()
          .forEach(name -> features.add(feature(name, Feature.Kind.NUMERIC, excluded)));
      selection
          .categorical()
          .forEach(name -> features.add(feature(name, Feature.Kind.CATEGORICAL, excluded)));
      if (features.isEmpty()) {
        throw new ConfigurationException(
            "numeric and categorical take no column; there are " + names());
      }
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
        expression.columns().forEach(column -> requireAllowed("derive." + name + " reads", column));
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

    private void requireAllowed(String where, String column) {
      if (label.reads().contains(column)) {
        throw new ConfigurationException(
            pipeline.label().isColumn(column)
                ? "%s the label '%s': a model must not see what it predicts"
                    .formatted(where, column)
                : "%s '%s', which label.expression is made of: a model must not see what it predicts"
                    .formatted(where, column));
      }
      if (pipeline.key().has(column)) {
        throw new ConfigurationException(
            "%s the key '%s', which says nothing about another row".formatted(where, column));
      }
    }

    /** What no pattern takes. */
    private boolean isBarred(String name) {
      return name.startsWith("_")
          || label.reads().contains(name)
          || pipeline.key().has(name)
          || name.equalsIgnoreCase(pipeline.weight())
          || splitColumn(pipeline.split()).map(name::equalsIgnoreCase).orElse(false);
    }

    private Predicate<String> excluded() {
      Predicate<String> any = name -> false;
      for (String excluded : pipeline.exclude()) {
        if (Selection.isPattern(excluded, columns)) {
          any = any.or(Selection.matching(excluded));
        } else if (find(excluded).isPresent()) {
          any = any.or(excluded::equalsIgnoreCase);
        } else {
          throw new ConfigurationException(
              "exclude: there is no column '%s'; there are %s".formatted(excluded, names()));
        }
      }
      return any;
    }

    private Feature feature(String name, Feature.Kind kind, Predicate<String> excluded) {
      Columns.Column column =
          find(name)
              .orElseThrow(
                  () ->
                      new ConfigurationException(
                          "Feature '%s' is neither a column of %s nor derived; there are %s"
                              .formatted(name, Features.subject(pipeline), names())));
      requireAllowed(kind.name().toLowerCase(Locale.ROOT) + " names", column.name());
      if (excluded.test(column.name())) {
        throw new ConfigurationException(
            "Feature '%s' is named, and excluded by exclude: remove one of both".formatted(name));
      }
      used.add(column.name());
      if (kind == Feature.Kind.CATEGORICAL && typeOf(column) == ColumnType.NUMBER) {
        throw new ContractException(
            "Categorical feature '%s' is number; it must be string, boolean, integer or date: list it as numeric, or derive one of those"
                .formatted(column.name()));
      }
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
