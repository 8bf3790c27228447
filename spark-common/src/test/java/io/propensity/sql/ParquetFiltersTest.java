package io.propensity.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.expression.Expression;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Filters over files: what Parquet skips holds no row that the filter keeps. */
class ParquetFiltersTest {

  private static final LocalDate RUN_DATE = LocalDate.parse("2024-02-29");
  private static final int COPIES = 200;
  private static final List<String> BOTH_ZEROS =
      List.of("0.0", "-0.0", "1", "-1", "NaN", "Infinity");
  private static final List<String> MINUS_ZEROS =
      List.of("-0.0", "-0.0", "1", "-1", "NaN", "Infinity");
  private static final List<String> NOTHING_ABOVE = List.of("-0.0", "-0.0", "-1", "-2");

  @TempDir private static Path folder;

  @BeforeAll
  static void writeTheTables() {
    for (boolean dictionary : List.of(true, false)) {
      for (List<String> values : List.of(BOTH_ZEROS, MINUS_ZEROS, NOTHING_ABOVE)) {
        write(values, dictionary);
      }
    }
    LocalSpark.session()
        .range(10)
        .select(
            functions.lit("US").as("country"),
            functions.col("id").cast("int").as("age"),
            functions.col("id").cast("double").as("income"),
            functions.col("id").cast("double").as("spent"),
            functions.lit(RUN_DATE).as("day"),
            functions.col("id").gt(5).as("active"))
        .write()
        .parquet(folder.resolve("users").toString());
  }

  /** Each value many times, so that Parquet keeps the dictionary; all in one row group. */
  private static void write(List<String> values, boolean dictionary) {
    LocalSpark.session()
        .range(COPIES)
        .select(functions.explode(functions.split(functions.lit(text(values)), ",")).as("t"))
        .selectExpr("cast(t as double) AS d", "cast(t as float) AS f", "t <> '' AS flag")
        .coalesce(1)
        .write()
        .option("parquet.enable.dictionary", dictionary)
        .parquet(path(values, dictionary));
  }

  private static String text(List<String> values) {
    return String.join(",", values);
  }

  private static String path(List<String> values, boolean dictionary) {
    return folder.resolve(text(values) + dictionary).toString();
  }

  private static void assertKept(String filter, List<String> values, long kept) {
    for (boolean dictionary : List.of(true, false)) {
      Dataset<Row> rows = LocalSpark.session().read().parquet(path(values, dictionary));
      assertThat(rows.filter(column(filter, rows)).count())
          .as("%s of %s, dictionary: %s", filter, values, dictionary)
          .isEqualTo(kept * COPIES);
    }
  }

  private static org.apache.spark.sql.Column column(String filter, Dataset<Row> rows) {
    return ExpressionColumns.column(Expression.parse(filter), rows.schema(), RUN_DATE);
  }

  @Test
  void minusZeroIsStored() {
    for (boolean dictionary : List.of(true, false)) {
      Dataset<Row> rows = LocalSpark.session().read().parquet(path(MINUS_ZEROS, dictionary));
      assertThat(rows.select("d", "f").takeAsList(1).get(0))
          .isEqualTo(org.apache.spark.sql.RowFactory.create(-0.0, -0.0f));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      value = {
        "d = 0 -> 2",
        "d = -0.0 -> 2",
        "d <=> 0.0 -> 2",
        "d = 0.0 * -1 -> 2",
        "d IN (0.0 * -1, 5.0) -> 2",
        "d <> 0.0 -> 4",
        "d >= 0.0 -> 5",
        "d <= -0.0 -> 3",
        "d > 0.0 -> 3",
        "d IN (0.0, 5.0) -> 2",
        "d IN (-0.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0, 12.0, 13.0) -> 2",
        "d IN (0.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0, 12.0, 13.0) -> 2",
        "d + 0 IN (0.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0, 12.0, 13.0) -> 2",
        "d > 1e308 -> 2",
        "d = d -> 6",
        "d BETWEEN 0.0 AND 2.0 -> 3",
        "f = 0.0 -> 2",
        "f > 1e308 -> 2",
        "f IN (0, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13.0) -> 2",
      })
  void minusZeroIsZeroAndNanIsTheGreatest(String filter, long kept) {
    assertKept(filter, BOTH_ZEROS, kept);
    assertKept(filter, MINUS_ZEROS, kept);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "d = 0",
        "0 = d",
        "d <=> -0.0",
        "d >= 0",
        "NOT d < 0",
        "d IN (0, 5)",
        "d IN (0, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13.0)",
        "0 IN (d, 5)",
        "d BETWEEN 0 AND 5",
        "d BETWEEN -0.0 AND 5",
        "0 BETWEEN d AND d",
        "f = 0",
        "f >= 0",
        "f IN (0, 5)",
        "f BETWEEN 0 AND 5",
        "d = 0.0 * -1",
        "d = CASE WHEN flag OR TRUE THEN -0.0 ELSE 1 END",
        "d IN (5, CASE WHEN flag OR TRUE THEN -0.0 ELSE 1 END)",
        "d BETWEEN CASE WHEN flag OR TRUE THEN 0 ELSE 1.0 END AND 5",
        "f = CASE WHEN flag OR TRUE THEN -0.0 ELSE 1 END",
        "if(flag, d, 1) = 0",
        "coalesce(d) = 0",
        "coalesce(d) = coalesce(f) AND coalesce(f) = 0",
        "d = f AND f = 0",
        "CASE d WHEN 0 THEN TRUE ELSE FALSE END",
        "CASE d WHEN CASE WHEN flag OR TRUE THEN -0.0 ELSE 1 END THEN TRUE ELSE FALSE END",
        "CASE 0 WHEN d THEN TRUE ELSE FALSE END",
        "CASE WHEN d = 0 THEN TRUE ELSE FALSE END",
        "nullif(d, 0) IS NULL",
        "nullif(0.0, d) IS NULL",
      })
  void whoHasMinusZeroIsKeptWhereNothingIsAboveIt(String filter) {
    assertKept(filter, NOTHING_ABOVE, 2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "country = 'US' AND age > 25 | EqualTo(country,US), GreaterThan(age,25)",
        "country IN ('US', 'DE') | In(country, [DE,US])",
        "country LIKE 'U%' | StringStartsWith(country,U)",
        "age BETWEEN 20 AND 30 | GreaterThanOrEqual(age,20), LessThanOrEqual(age,30)",
        "age >= 0 | GreaterThanOrEqual(age,0)",
        "AGE IS NOT NULL | IsNotNull(age)",
        "income >= 10 | GreaterThanOrEqual(income,10.0)",
        "income > 1000 AND spent = 0 | GreaterThan(income,1000.0)",
        "income BETWEEN 1 AND 2.5 | GreaterThanOrEqual(income,1.0), LessThanOrEqual(income,2.5)",
        "income IN (1, 2.5) | In(income, [1.0,2.5])",
        "day < DATE '2024-01-31' | LessThan(day,2024-01-31)",
        "NOT active | Not(EqualTo(active,true))",
        "active | EqualTo(active,true)"
      })
  void simpleFiltersArePushedDown(String filter, String pushed) {
    String filters = pushedFilters(filter);
    for (String each : pushed.split(", (?=[A-Z])", -1)) {
      assertThat(filters).contains(each);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "income = 0",
        "income >= -0.0",
        "income IN (0, 5)",
        "income BETWEEN 0 AND 5",
        "income = CASE WHEN active OR TRUE THEN -0.0 ELSE 1 END"
      })
  void whatMayMeanZeroIsNotPushedDown(String filter) {
    assertThat(pushedFilters(filter)).doesNotContainPattern("(Equal|Than|In)[A-Za-z]*\\(income");
  }

  private static String pushedFilters(String filter) {
    Dataset<Row> users = LocalSpark.session().read().parquet(folder.resolve("users").toString());
    String plan = users.filter(column(filter, users)).queryExecution().executedPlan().toString();
    return plan.substring(plan.indexOf("PushedFilters"));
  }
}
