package io.propensity.outcomes.observation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import io.propensity.run.ContractException;
import io.propensity.scoring.FeatureTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What users did, one row a key.
 *
 * @param rows the key's columns as text, {@code _k0} and so on, then {@link #RESPONDED} and {@link
 *     #TREATED}; every row has a key
 * @param keyed how many they are
 * @param keyless rows of the table without a key, which are left out
 */
record OutcomesTable(Dataset<Row> rows, long keyed, long keyless) {

  /** BOOLEAN; NULL where nobody knows. */
  static final String RESPONDED = "_responded";

  /** BOOLEAN; NULL where the table does not say. */
  static final String TREATED = "_treated";

  private static final String ODD_RESPONSE = "_odd_response";
  private static final String ODD_TREATED = "_odd_treated";

  /**
   * Checks a table and reads its columns.
   *
   * @param where it lies, for messages
   * @param key as the users table has it
   * @throws ContractException when a column is missing or holds what it must not, or a key is there
   *     twice
   */
  static OutcomesTable of(
      Dataset<Row> table, String where, List<String> key, OutcomeColumns columns) {
    Flag response =
        columns.response() == null
            ? Flag.always(true)
            : Flag.of(
                table,
                where,
                "--response",
                column(table, where, "--response", columns.response()),
                columns.positive());
    Flag treated =
        columns.treated() == null
            ? Flag.always(null)
            : Flag.of(
                table,
                where,
                "--treated",
                column(table, where, "--treated", columns.treated()),
                null);
    List<Column> selected = new ArrayList<>();
    for (int i = 0; i < key.size(); i++) {
      Column column = table.col(FeatureTable.quoted(keyColumn(table, where, key, i)));
      selected.add(
          KeyText.of(column, table.select(column).schema().fields()[0].dataType()).as("_k" + i));
    }
    selected.add(response.value().as(RESPONDED));
    selected.add(treated.value().as(TREATED));
    selected.add(response.odd().as(ODD_RESPONSE));
    selected.add(treated.odd().as(ODD_TREATED));
    return checked(table.select(selected.toArray(Column[]::new)), where, key, response, treated);
  }

  private static OutcomesTable checked(
      Dataset<Row> rows, String where, List<String> key, Flag response, Flag treated) {
    Column keyless = lit(false);
    for (int i = 0; i < key.size(); i++) {
      keyless = keyless.or(col("_k" + i).isNull());
    }
    Row counts =
        rows.agg(
                count(lit(1)),
                count_if(keyless),
                count(col(ODD_RESPONSE)),
                min(col(ODD_RESPONSE)),
                count(col(ODD_TREATED)),
                min(col(ODD_TREATED)))
            .head();
    requireFlags(where, response, counts.getLong(2), counts.getString(3));
    requireFlags(where, treated, counts.getLong(4), counts.getString(5));
    long without = counts.getLong(1);
    long keyed = counts.getLong(0) - without;
    if (keyed == 0) {
      throw new ContractException(
          "The outcomes table %s holds no row with a key: write who responded into it, or name another"
              .formatted(where));
    }
    Dataset<Row> with = without == 0 ? rows : rows.filter(keyless.equalTo(false));
    requireOnce(with, where, key);
    return new OutcomesTable(with.drop(ODD_RESPONSE, ODD_TREATED), keyed, without);
  }

  private static void requireFlags(String where, Flag flag, long odd, String example) {
    if (odd > 0) {
      throw new ContractException(
          "%s: %,d rows of %s hold neither 0 nor 1 there, e.g. %s: write 0 or 1, or leave it empty where nobody knows"
              .formatted(flag.option(), odd, where, example));
    }
  }

  private static void requireOnce(Dataset<Row> rows, String where, List<String> key) {
    Column[] columns = keyColumns(key.size());
    Dataset<Row> doubled =
        rows.groupBy(columns).agg(count(lit(1)).as("_times")).filter(col("_times").gt(1));
    Row found = doubled.agg(count(lit(1)), min(concat_ws(", ", columns))).head();
    if (found.getLong(0) > 0) {
      throw new ContractException(
          "%,d keys are doubled in the outcomes table %s, e.g. %s '%s': leave one row for each user"
              .formatted(found.getLong(0), where, String.join(", ", key), found.getString(1)));
    }
  }

  /** A key of one column may be called as the predictions call it too. */
  private static String keyColumn(Dataset<Row> table, String where, List<String> key, int i) {
    return find(table, key.get(i))
        .or(() -> key.size() == 1 ? find(table, PublishedScores.USER_ID) : Optional.empty())
        .orElseThrow(
            () ->
                new ContractException(
                    "The outcomes table %s has no key column '%s'; its columns are %s"
                        .formatted(where, key.get(i), String.join(", ", table.columns()))));
  }

  private static String column(Dataset<Row> table, String where, String option, String name) {
    return find(table, name)
        .orElseThrow(
            () ->
                new ContractException(
                    "%s %s: the outcomes table %s has no such column; its columns are %s"
                        .formatted(option, name, where, String.join(", ", table.columns()))));
  }

  private static Optional<String> find(Dataset<Row> table, String name) {
    return Arrays.stream(table.columns()).filter(name::equalsIgnoreCase).findFirst();
  }

  static Column[] keyColumns(int width) {
    Column[] columns = new Column[width];
    Arrays.setAll(columns, i -> col("_k" + i));
    return columns;
  }

  /** One of the keys, as an example. */
  String example(int width) {
    return rows.select(concat_ws(", ", keyColumns(width))).head().getString(0);
  }
}
