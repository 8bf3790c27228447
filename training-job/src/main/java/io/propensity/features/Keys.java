package io.propensity.features;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import io.propensity.run.ContractException;
import io.propensity.scoring.FeatureTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import scala.jdk.javaapi.CollectionConverters;

/** Holds that a key names one row. */
final class Keys {

  private Keys() {}

  /**
   * Refuses keys that are NULL or doubled.
   *
   * @param subject whose rows they are: {@code "the raw table"}
   * @param within a column that parts the rows, each part with keys of its own
   * @throws ContractException naming one of the keys
   */
  static void require(Dataset<Row> rows, List<String> key, String subject, List<String> within) {
    List<Column> columns = new ArrayList<>();
    Column missing = lit(false);
    for (String name : key) {
      Column column = rows.col(FeatureTable.quoted(name));
      columns.add(column.as("k" + columns.size()));
      missing = missing.or(column.isNull());
    }
    List<Column> grouping = new ArrayList<>(columns);
    within.forEach(name -> grouping.add(rows.col(FeatureTable.quoted(name)).as("within")));
    Column example = struct(names(columns.size())).as("example");
    List<Row> bad =
        rows.groupBy(
                Stream.concat(grouping.stream(), Stream.of(missing.as("missing")))
                    .toArray(Column[]::new))
            .agg(count(lit(1)).as("rows"))
            .filter(col("missing").or(col("rows").gt(1)))
            .select(col("missing"), col("rows"), example)
            .groupBy("missing")
            .agg(
                org.apache.spark.sql.functions.sum("rows"),
                count(lit(1)),
                org.apache.spark.sql.functions.min("example"))
            .collectAsList();
    for (Row row : bad) {
      if (row.getBoolean(0)) {
        throw new ContractException(
            "%d rows of %s have no key: '%s' is NULL"
                .formatted(row.getLong(1), subject, String.join(", ", key)));
      }
    }
    for (Row row : bad) {
      throw new ContractException(
          "key: '%s' must name one row; %d values of it have several rows of %s, '%s' among them"
              .formatted(
                  String.join(", ", key),
                  row.getLong(2),
                  subject,
                  row.getStruct(3).mkString(", ")));
    }
  }

  /** Whether the query itself groups by the key, so that it cannot be doubled. */
  static boolean areDistinct(Dataset<Row> rows, List<String> key) {
    var plan = ((org.apache.spark.sql.classic.Dataset<Row>) rows).queryExecution().optimizedPlan();
    Set<Long> ids = new HashSet<>();
    for (Attribute attribute : CollectionConverters.asJava(plan.output())) {
      if (key.stream().anyMatch(attribute.name()::equalsIgnoreCase)) {
        ids.add(attribute.exprId().id());
      }
    }
    return CollectionConverters.asJava(plan.distinctKeys()).stream()
        .anyMatch(
            distinct ->
                CollectionConverters.asJava(distinct.toSeq()).stream()
                    .allMatch(
                        each ->
                            each instanceof Attribute attribute
                                && ids.contains(attribute.exprId().id())));
  }

  private static Column[] names(int count) {
    Column[] names = new Column[count];
    for (int i = 0; i < count; i++) {
      names[i] = col("k" + i);
    }
    return names;
  }
}
