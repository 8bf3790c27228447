package io.propensity.features;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.propensity.expression.ColumnType;
import io.propensity.expression.Columns;
import io.propensity.expression.Expression;
import io.propensity.expression.ExpressionException;
import io.propensity.model.DerivedColumn;
import io.propensity.model.Feature;
import io.propensity.model.InputColumn;
import io.propensity.pipeline.PipelineParts;
import io.propensity.pipeline.SplitSpec;
import io.propensity.run.ConfigurationException;
import io.propensity.run.ContractException;
import io.propensity.run.Fault;
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
   * @throws ConfigurationException with every name and expression that does not fit them
   * @throws ContractException when nothing is wrong but a column's type
   */
  static ModelColumns of(PipelineParts pipeline, Columns table, LabelSource label) {
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

    private final PipelineParts pipeline;
    private final Columns raw;
    private final LabelSource label;
    private final Set<String> used = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private final List<DerivedColumn> derived = new ArrayList<>();
    private final Set<String> underivable = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private final List<Fault> faults = new ArrayList<>();
    private final List<ContractException> types = new ArrayList<>();
    private Columns columns;

    Resolution(PipelineParts pipeline, Columns raw, LabelSource label) {
      this.pipeline = pipeline;
      this.raw = raw;
      this.label = label;
      this.columns = raw;
    }

    ModelColumns resolve() {
      pipeline.derive().forEach((name, text) -> noting("derive." + name, () -> derive(name, text)));
      Predicate<String> excluded = excluded();
      List<Feature> features = new ArrayList<>();
      noting(
          "",
          () -> {
            Selection selection =
                Selection.of(
                    pipeline.numeric(),
                    pipeline.categorical(),
                    columns,
                    excluded.or(this::isBarred));
            features.addAll(features(selection.numeric(), Feature.Kind.NUMERIC, excluded));
            features.addAll(features(selection.categorical(), Feature.Kind.CATEGORICAL, excluded));
          });
      requireNone();
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

    /** What is wrong is noted, so that all of it can be told. */
    private void noting(String key, Runnable step) {
      try {
        step.run();
      } catch (ContractException e) {
        types.add(e);
      } catch (ConfigurationException e) {
        if (e.faults().isEmpty()) {
          faults.add(new Fault(key, String.valueOf(e.getMessage())));
        } else {
          faults.addAll(e.faults());
        }
      }
    }

    private void requireNone() {
      if (faults.isEmpty() && !types.isEmpty()) {
        throw types.get(0);
      }
      types.forEach(type -> faults.add(new Fault("", String.valueOf(type.getMessage()))));
      if (!faults.isEmpty()) {
        throw new ConfigurationException(faults);
      }
    }

    private void derive(String name, String text) {
      underivable.add(name);
      if (find(name).isPresent()) {
        throw new ConfigurationException("there is a column of that name already");
      }
      try {
        Expression expression = Expression.parse(text);
        if (expression.columns().stream().anyMatch(this::isUnderivable)) {
          return;
        }
        expression.columns().forEach(column -> requireAllowed("reads", column));
        ColumnType type = expression.typeOf(columns);
        used.addAll(expression.columns());
        derived.add(new DerivedColumn(name, text, type));
        List<Columns.Column> more = new ArrayList<>(columns.all());
        more.add(Columns.Column.of(name, type));
        columns = new Columns(more);
        underivable.remove(name);
      } catch (ExpressionException e) {
        throw new ConfigurationException(String.valueOf(e.getMessage()), e);
      }
    }

    /** Whether it would be a derived column, were that one right: its fault is told already. */
    private boolean isUnderivable(String name) {
      return underivable.contains(name) && find(name).isEmpty();
    }

    private void requireAllowed(String how, String column) {
      if (label.reads().contains(column)) {
        boolean whole = pipeline.label() != null && pipeline.label().isColumn(column);
        throw new ConfigurationException(
            whole
                ? "%s the label '%s': a model must not see what it predicts".formatted(how, column)
                : "%s '%s', which label.expression is made of: a model must not see what it predicts"
                    .formatted(how, column));
      }
      if (pipeline.key() != null && pipeline.key().has(column)) {
        throw new ConfigurationException(
            "%s the key '%s', which says nothing about another row".formatted(how, column));
      }
    }

    /** What no pattern takes. */
    private boolean isBarred(String name) {
      return name.startsWith("_")
          || label.reads().contains(name)
          || (pipeline.key() != null && pipeline.key().has(name))
          || name.equalsIgnoreCase(pipeline.weight())
          || splitColumn(pipeline.split()).map(name::equalsIgnoreCase).orElse(false);
    }

    private Predicate<String> excluded() {
      Predicate<String> any = name -> false;
      for (int i = 0; i < pipeline.exclude().size(); i++) {
        String excluded = pipeline.exclude().get(i);
        if (Selection.isPattern(excluded, columns)) {
          any = any.or(Selection.matching(excluded));
        } else if (find(excluded).isPresent()) {
          any = any.or(excluded::equalsIgnoreCase);
        } else if (!isUnderivable(excluded)) {
          faults.add(
              new Fault(
                  "exclude[%d]".formatted(i),
                  "there is no column '%s'; there are %s".formatted(excluded, names())));
        }
      }
      return any;
    }

    private List<Feature> features(
        List<String> names, Feature.Kind kind, Predicate<String> excluded) {
      List<Feature> features = new ArrayList<>();
      for (String name : names) {
        if (!isUnderivable(name)) {
          noting(keyOf(name, kind), () -> features.add(feature(name, kind, excluded)));
        }
      }
      return features;
    }

    /** The item of the file that names it; a pattern's columns have that of the whole list. */
    private String keyOf(String name, Feature.Kind kind) {
      boolean numeric = kind == Feature.Kind.NUMERIC;
      int item = (numeric ? pipeline.numeric() : pipeline.categorical()).indexOf(name);
      String list = kind.name().toLowerCase(Locale.ROOT);
      return item < 0 ? list : "%s[%d]".formatted(list, item);
    }

    private Feature feature(String name, Feature.Kind kind, Predicate<String> excluded) {
      Columns.Column column =
          find(name)
              .orElseThrow(
                  () ->
                      new ConfigurationException(
                          "feature '%s' is neither a column of %s nor derived; there are %s"
                              .formatted(name, Features.subject(pipeline), names())));
      requireAllowed("names", column.name());
      if (excluded.test(column.name())) {
        throw new ConfigurationException(
            "feature '%s' is named, and excluded by exclude: remove one of both".formatted(name));
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
