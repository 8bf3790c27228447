package io.propensity.features;

import io.propensity.expression.Columns;
import io.propensity.expression.Expression;
import io.propensity.expression.ExpressionException;
import io.propensity.pipeline.Key;
import io.propensity.pipeline.Label;
import io.propensity.pipeline.PipelineParts;
import io.propensity.pipeline.Source;
import io.propensity.run.Checks;
import io.propensity.run.ConfigurationException;
import io.propensity.run.ContractException;
import io.propensity.run.Fault;
import io.propensity.sql.ExpressionColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What a pipeline's names and expressions get wrong, found without a row: by the file alone where
 * the rows that are trained on have a schema in it, else once their columns are known.
 */
public final class DeclaredNames {

  private final PipelineParts parts;
  private final List<Fault> faults = new ArrayList<>();
  private final List<Fault> types = new ArrayList<>();

  private DeclaredNames(PipelineParts parts) {
    this.parts = parts;
  }

  /** Notes expressions that cannot be read. */
  public static void checkExpressions(Checks checks, PipelineParts parts) {
    DeclaredNames names = new DeclaredNames(parts);
    names.expressions();
    names.tell(checks);
  }

  /** Notes all that is wrong, of what is known of the pipeline. */
  public static void check(Checks checks, PipelineParts parts) {
    DeclaredNames names = new DeclaredNames(parts);
    Optional<StructType> columns = names.columns();
    if (columns.isPresent()) {
      names.against(columns.get());
    } else {
      names.expressions();
    }
    names.tell(checks);
  }

  /**
   * Holds a pipeline against the columns of the rows that it trains on.
   *
   * @throws ConfigurationException with every name and expression that does not fit them
   */
  static void require(PipelineParts parts, StructType columns) {
    DeclaredNames names = new DeclaredNames(parts);
    names.against(columns);
    if (!names.faults.isEmpty()) {
      throw new ConfigurationException(names.faults);
    }
  }

  private void tell(Checks checks) {
    Stream.concat(faults.stream(), types.stream())
        .forEach(fault -> checks.require(false, fault.key(), fault.toString()));
  }

  private void expressions() {
    parts.derive().forEach((name, text) -> note("derive." + name, () -> Expression.parse(text)));
    labelSource();
  }

  private void against(StructType schema) {
    Columns columns = ExpressionColumns.columns(schema);
    List<String> names = List.of(schema.fieldNames());
    List<String> key = parts.key() == null ? List.of() : parts.key().columns();
    key.forEach(name -> note("key", () -> LabelSource.requireColumn(names, "key", name)));
    label(names, columns);
    Features.extras(parts)
        .forEach((name, by) -> note(by, () -> LabelSource.requireColumn(names, by, name)));
    if (parts.numeric().isEmpty() && parts.categorical().isEmpty()) {
      expressions();
      return;
    }
    LabelSource label = labelSource().orElse(new LabelSource("the label", Set.of()));
    note("", () -> ModelColumns.of(parts, columns, label));
  }

  private void label(List<String> names, Columns columns) {
    Label label = parts.label();
    if (label == null) {
      return;
    }
    if (label.column() != null) {
      String column = label.column();
      note("label.column", () -> LabelSource.requireColumn(names, "label.column", column));
    }
    if (label.expression() != null) {
      String text = label.expression();
      note("label.expression", () -> Expression.parse(text).typeOf(columns));
    }
  }

  /** Empty where the label is not known. */
  private Optional<LabelSource> labelSource() {
    List<LabelSource> read = new ArrayList<>();
    Label label = parts.label();
    if (label != null) {
      note("label.expression", () -> read.add(LabelSource.of(label)));
    }
    return read.stream().findFirst();
  }

  /** The columns of the rows that are trained on; empty where the file does not say them. */
  private Optional<StructType> columns() {
    Source source = parts.sources().get(parts.main());
    if (parts.features() != null
        || !parts.knows("features")
        || source == null
        || source.schema() == null
        || source.snapshot() != null) {
      return Optional.empty();
    }
    StructType declared = source.columns();
    return Optional.of(
        parts.numbers(parts.main()) ? declared.add(Key.GENERATED, DataTypes.LongType) : declared);
  }

  private void note(String key, Runnable check) {
    try {
      check.run();
    } catch (ContractException e) {
      types.add(new Fault(key, String.valueOf(e.getMessage())));
    } catch (ExpressionException e) {
      faults.add(new Fault(key, String.valueOf(e.getMessage())));
    } catch (ConfigurationException e) {
      faults.addAll(
          e.faults().isEmpty()
              ? List.of(new Fault(key, String.valueOf(e.getMessage())))
              : e.faults());
    }
  }
}
