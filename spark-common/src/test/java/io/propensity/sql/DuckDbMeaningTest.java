package io.propensity.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.duckdb.DuckDbSql;
import io.propensity.duckdb.JavaFunction;
import io.propensity.expression.ColumnType;
import io.propensity.expression.Columns;
import io.propensity.expression.Expression;
import io.propensity.expression.Types;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBScalarFunctionBuilder;
import org.jspecify.annotations.Nullable;

/** What DuckDB makes of an expression is what Spark makes of it, over the same Parquet files. */
class DuckDbMeaningTest {

  private static final LocalDate RUN_DATE = LocalDate.parse("2024-02-29");
  private static final Columns COLUMNS = ExpressionColumns.columns(SampleRows.SCHEMA);
  private static final int ROWS = 200;
  private static final int EXPRESSIONS = 40;

  private static @Nullable Connection duckDb;

  @BeforeContainer
  static void openDuckDb() throws SQLException {
    duckDb = DriverManager.getConnection("jdbc:duckdb:");
    try (Statement statement = duckDb.createStatement()) {
      statement.execute(DuckDbSql.SETTINGS);
      statement.execute("SET GLOBAL TimeZone = 'America/New_York'"); // It has no say.
    }
    for (JavaFunction function : JavaFunction.values()) {
      register(function);
    }
  }

  @AfterContainer
  static void closeDuckDb() throws SQLException {
    connection().close();
  }

  private static void register(JavaFunction function) throws SQLException {
    try (DuckDBScalarFunctionBuilder builder = DuckDBFunctions.scalarFunction()) {
      builder.withName(function.label()).withReturnType(function.result());
      for (Class<?> parameter : function.parameters()) {
        builder.withParameter(parameter);
      }
      if (function.parameters().size() == 1) {
        Function<Object, @Nullable Object> body = argument -> function.apply(argument);
        builder.withFunction(body);
      } else {
        BiFunction<Object, Object, @Nullable Object> body =
            (first, second) -> function.apply(first, second);
        builder.withFunction(body);
      }
      builder.register(connection());
    }
  }

  private static Connection connection() {
    return Objects.requireNonNull(duckDb);
  }

  @Property(tries = 8, seed = "2026", shrinking = ShrinkingMode.OFF)
  void valuesAreTheSameOnEveryRow(@ForAll Random random) throws Exception {
    RandomTable table = RandomTable.write(random);
    RandomExpressions expressions = new RandomExpressions(random);
    List<Expression> all = Stream.generate(() -> expressions.any(4)).limit(EXPRESSIONS).toList();
    List<List<Object>> ours = table.select(all);
    List<Row> theirs = table.rows().select(columns(all)).orderBy("id").collectAsList();
    for (int row = 0; row < theirs.size(); row++) {
      for (int i = 0; i < all.size(); i++) {
        assertThat(ours.get(row).get(i + 1))
            .as("%s%nover row %d of %s", all.get(i).render(), row, table.folder())
            .isEqualTo(plain(theirs.get(row).get(i + 1)));
      }
    }
  }

  @Property(tries = 40, seed = "2026", shrinking = ShrinkingMode.OFF)
  void filtersKeepTheSameRows(@ForAll Random random) throws Exception {
    RandomTable table = RandomTable.write(random);
    for (int i = 0; i < 5; i++) {
      Expression filter =
          new RandomExpressions(random).of(ColumnType.BOOLEAN, 1 + random.nextInt(4));
      if (Types.check(filter, COLUMNS).of(filter).isPresent()) {
        Column column = ExpressionColumns.column(filter, SampleRows.SCHEMA, RUN_DATE);
        assertThat(table.kept(filter))
            .as(filter.render())
            .isEqualTo(
                table.rows().filter(column).select("id").orderBy("id").collectAsList().stream()
                    .map(row -> row.getInt(0))
                    .toList());
      }
    }
  }

  private static Column[] columns(List<Expression> expressions) {
    List<Column> columns = new ArrayList<>(List.of(functions.col("id")));
    for (Expression expression : expressions) {
      columns.add(
          ExpressionColumns.column(expression, SampleRows.SCHEMA, RUN_DATE)
              .as("e" + columns.size()));
    }
    return columns.toArray(Column[]::new);
  }

  /** Rows that Spark wrote, for both to read. */
  private record RandomTable(Path folder) {

    static RandomTable write(Random random) throws Exception {
      Path folder = Files.createTempDirectory("duckdb").resolve("rows");
      LocalSpark.session()
          .createDataFrame(new SampleRows(random).rows(ROWS), SampleRows.SCHEMA)
          .coalesce(1)
          .write()
          .parquet(folder.toString());
      return new RandomTable(folder);
    }

    Dataset<Row> rows() {
      return LocalSpark.session().read().parquet(folder.toString());
    }

    private String relation() {
      return "read_parquet('%s/*.parquet', can_have_nan = true)".formatted(folder);
    }

    List<List<Object>> select(List<Expression> expressions) throws SQLException {
      String values =
          expressions.stream()
              .map(expression -> DuckDbSql.of(expression, COLUMNS, RUN_DATE))
              .collect(Collectors.joining(", "));
      List<List<Object>> rows = new ArrayList<>();
      String query = "SELECT id, %s FROM %s ORDER BY id".formatted(values, relation());
      try (Statement statement = connection().createStatement();
          ResultSet result = statement.executeQuery(query)) {
        while (result.next()) {
          List<Object> row = new ArrayList<>();
          row.add(result.getInt(1));
          for (int i = 0; i < expressions.size(); i++) {
            ColumnType type = expressions.get(i).typeOf(COLUMNS);
            row.add(canonical(result.getObject(i + 2), type));
          }
          rows.add(row);
        }
      }
      return rows;
    }

    List<Integer> kept(Expression filter) throws SQLException {
      List<Integer> ids = new ArrayList<>();
      String query =
          "SELECT id FROM %s WHERE %s ORDER BY id"
              .formatted(relation(), DuckDbSql.condition(filter, COLUMNS, RUN_DATE));
      try (Statement statement = connection().createStatement();
          ResultSet result = statement.executeQuery(query)) {
        while (result.next()) {
          ids.add(result.getInt(1));
        }
      }
      return ids;
    }
  }

  private static @Nullable Object canonical(@Nullable Object value, ColumnType type) {
    if (value == null) {
      return null;
    }
    return switch (type) {
      case NUMBER -> (Double) value + 0.0;
      case DATE -> LocalDate.ofEpochDay((Long) value);
      case TIMESTAMP -> Instant.EPOCH.plus((Long) value, ChronoUnit.MICROS);
      default -> value;
    };
  }

  /** Values that are equal in the language as values that are equal in Java. */
  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof Double number) {
      return number + 0.0;
    }
    if (value instanceof java.sql.Date date) {
      return date.toLocalDate();
    }
    return value instanceof java.sql.Timestamp instant ? instant.toInstant() : value;
  }
}
