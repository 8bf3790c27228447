package io.propensity.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.expression.ColumnType;
import io.propensity.expression.Expression;
import io.propensity.expression.Types;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** What Spark computes is what the language means. */
class SparkMeaningTest {

  private static final LocalDate RUN_DATE = LocalDate.parse("2024-02-29");
  private static final int ROWS = 60;
  private static final int EXPRESSIONS = 40;

  private static @Nullable Dataset<Row> table;
  private static @Nullable List<Map<String, Object>> rows;

  @BeforeContainer
  static void writeTheTable() throws Exception {
    List<Row> sample = new SampleRows(new Random(7)).rows(ROWS);
    Path folder = Files.createTempDirectory("expressions");
    String path = folder.resolve("rows").toString();
    LocalSpark.session()
        .createDataFrame(sample, SampleRows.SCHEMA)
        .coalesce(1)
        .write()
        .parquet(path);
    table = LocalSpark.session().read().parquet(path);
    rows = sample.stream().map(SparkMeaningTest::values).toList();
  }

  @Property(tries = 10, seed = "2026", shrinking = ShrinkingMode.OFF)
  void theReferenceAndSparkAgreeOnEveryRow(@ForAll Random random) {
    RandomExpressions expressions = new RandomExpressions(random);
    List<Expression> all = Stream.generate(() -> expressions.any(4)).limit(EXPRESSIONS).toList();
    List<Row> results = table().select(columns(all)).orderBy("id").collectAsList();
    for (Row result : results) {
      for (int i = 0; i < all.size(); i++) {
        check(all.get(i), result.getInt(0), Optional.ofNullable(result.get(i + 1)));
      }
    }
  }

  @Property(tries = 30, seed = "2026", shrinking = ShrinkingMode.OFF)
  void aFilterOnParquetKeepsTheRowsThatTheReferenceKeeps(@ForAll Random random) {
    Expression filter = new RandomExpressions(random).of(ColumnType.BOOLEAN, 1 + random.nextInt(4));
    Types types = Types.check(filter, ExpressionColumns.columns(SampleRows.SCHEMA));
    if (types.of(filter).isEmpty()) {
      return;
    }
    List<Integer> expected = new ArrayList<>();
    for (int id = 0; id < ROWS; id++) {
      if (expected(filter, id).equals(Optional.of(true))) {
        expected.add(id);
      }
    }
    Column column = ExpressionColumns.column(filter, SampleRows.SCHEMA, RUN_DATE);
    List<Integer> kept =
        table().filter(column).select("id").collectAsList().stream().map(r -> r.getInt(0)).toList();
    assertThat(kept).as(filter.render()).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static Column[] columns(List<Expression> expressions) {
    List<Column> columns = new ArrayList<>(List.of(table().col("id")));
    for (Expression expression : expressions) {
      columns.add(
          ExpressionColumns.column(expression, SampleRows.SCHEMA, RUN_DATE)
              .as("e" + columns.size()));
    }
    return columns.toArray(Column[]::new);
  }

  private static void check(Expression expression, int id, Optional<Object> result) {
    assertThat(result.map(SparkMeaningTest::plain))
        .as(() -> expression.render() + "\nover " + values().get(id))
        .isEqualTo(expected(expression, id).map(SparkMeaningTest::plain));
  }

  private static Optional<Object> expected(Expression expression, int id) {
    Types types = Types.check(expression, ExpressionColumns.columns(SampleRows.SCHEMA));
    return new Evaluator(types, values().get(id), RUN_DATE).value(expression, types.root());
  }

  /** Values that are equal in the language as values that are equal in Java. */
  private static Object plain(Object value) {
    if (value instanceof Double number) {
      return number + 0.0;
    }
    if (value instanceof java.sql.Date date) {
      return date.toLocalDate();
    }
    return value instanceof java.sql.Timestamp instant ? instant.toInstant() : value;
  }

  private static Map<String, Object> values(Row row) {
    Map<String, Object> values = new HashMap<>();
    for (int i = 0; i < SampleRows.SCHEMA.length(); i++) {
      String name = SampleRows.SCHEMA.fieldNames()[i].toLowerCase(Locale.ROOT);
      Optional.ofNullable(row.get(i)).ifPresent(value -> values.put(name, canonical(value)));
    }
    return values;
  }

  private static Object canonical(Object value) {
    if (value instanceof Byte || value instanceof Short || value instanceof Integer) {
      return ((Number) value).longValue();
    }
    if (value instanceof Float || value instanceof java.math.BigDecimal) {
      return ((Number) value).doubleValue();
    }
    return value instanceof LocalDateTime wall ? wall.toInstant(ZoneOffset.UTC) : value;
  }

  private static Dataset<Row> table() {
    return Objects.requireNonNull(table);
  }

  private static List<Map<String, Object>> values() {
    return Objects.requireNonNull(rows);
  }
}
