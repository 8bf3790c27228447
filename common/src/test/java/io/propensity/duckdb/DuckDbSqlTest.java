package io.propensity.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.expression.ColumnType;
import io.propensity.expression.Columns;
import io.propensity.expression.Expression;
import io.propensity.expression.ExpressionException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How SQL is written; what it means is held against Spark where both can be run. */
class DuckDbSqlTest {

  private static final Columns COLUMNS =
      Columns.of(
          Map.of(
              "t", ColumnType.STRING,
              "a\"b", ColumnType.BOOLEAN,
              "day", ColumnType.DATE,
              "id", ColumnType.INTEGER));

  private static String sql(String expression) {
    return DuckDbSql.of(Expression.parse(expression), COLUMNS, LocalDate.EPOCH);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      quoteCharacter = '~',
      value = {
        "t = 'it''s \\ ; --' -> (\"t\" = 'it''s \\ ; --')",
        "`a\"b` -> \"a\"\"b\"",
        "T LIKE 'a_\\_.%' -> regexp_full_match(\"t\", 'a._\\..*', 's')",
        "t LIKE '%''%' -> contains(\"t\", '''')",
        "day = DATE '1969-12-31' -> (CAST(\"day\" - DATE '1970-01-01' AS BIGINT) = CAST('-1' AS BIGINT))",
        "TIMESTAMP '0001-01-01 00:00:00' IS NULL -> (CAST('-62135596800000000' AS BIGINT) IS NULL)",
        "id IS NULL -> (CAST(\"id\" AS BIGINT) IS NULL)"
      })
  void quotesWhatIsTheUsers(String expression, String expected) {
    assertThat(sql(expression)).isEqualTo(expected);
  }

  @Test
  void readsLongDecimalsByTheirDigits() {
    assertThat(
            DuckDbSql.column(
                new Columns.Column("m", Optional.of(ColumnType.NUMBER), "decimal(20,2)")))
        .isEqualTo("CAST(CAST(\"m\" AS VARCHAR) AS DOUBLE)");
    assertThat(
            DuckDbSql.column(
                new Columns.Column("m", Optional.of(ColumnType.NUMBER), "decimal(15,2)")))
        .isEqualTo("CAST(\"m\" AS DOUBLE)");
  }

  @Test
  void refusesWhatDoublesWithEveryLevel() {
    assertThatThrownBy(() -> sql("nullif(".repeat(40) + "id" + ", 2)".repeat(40)))
        .isInstanceOf(ExpressionException.class)
        .hasMessageContaining("this is too much for a preview");
  }

  @Test
  void partsOfAConditionMayAlwaysBeNull() {
    Expression whole = Expression.parse("NULL AND id = 1");

    assertThat(whole.children())
        .extracting(part -> DuckDbSql.condition(part, COLUMNS, LocalDate.EPOCH))
        .isEqualTo(
            List.of("CAST(NULL AS BOOLEAN)", "(CAST(\"id\" AS BIGINT) = CAST('1' AS BIGINT))"));
  }

  @ParameterizedTest
  @CsvSource({
    "LOWER, ÀB, àb",
    "TEXT_TO_INTEGER, ' +7 ', 7",
    "TEXT_TO_INTEGER, 9223372036854775808,",
    "TEXT_TO_NUMBER, 1e999, Infinity",
    "TEXT_TO_NUMBER, NaN,",
    "TEXT_TO_BOOLEAN, YES, true",
    "TEXT_TO_BOOLEAN, n, false",
    "TEXT_TO_DAY, 1970-01-02, 1",
    "TEXT_TO_DAY, 2023-02-29,",
    "TEXT_TO_INSTANT, ' 1970-01-01T00:00:01+00:00', 1000000",
    "TEXT_TO_INSTANT, 9999-12-31 23:59:59.999999, 253402300799999999",
    "TEXT_TO_INSTANT, 0001-01-01 00:00:00+00:01,"
  })
  void javaReadsTextsAsSparkDoes(JavaFunction function, String text, String value) {
    Object read = function.apply(text);

    assertThat(read == null ? null : String.valueOf(read)).isEqualTo(value);
  }

  @Test
  void aNullMakesNull() {
    assertThat(JavaFunction.values())
        .allSatisfy(
            function ->
                assertThat(function.apply(new Object[function.parameters().size()])).isNull());
  }
}
