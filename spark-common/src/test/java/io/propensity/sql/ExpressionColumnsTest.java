package io.propensity.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.expression.Expression;
import io.propensity.expression.ExpressionException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionColumnsTest {

  private static final LocalDate RUN_DATE = LocalDate.parse("2024-02-29");
  private final SparkSession spark = LocalSpark.session();

  private Dataset<Row> oneRow() {
    return spark.range(1).toDF("n");
  }

  private String textOf(String expression) {
    Dataset<Row> row = oneRow();
    Object value =
        row.select(ExpressionColumns.column(Expression.parse(expression), row.schema(), RUN_DATE))
            .head()
            .get(0);
    return String.valueOf(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      quoteCharacter = '~',
      value = {
        "9223372036854775807 + 1 -> null",
        "-(-9223372036854775808) -> null",
        "abs(-9223372036854775808) -> null",
        "-9223372036854775808 % -1 -> 0",
        "7 / 2 -> 3.5",
        "7 / 0 -> null",
        "7.5 % 0 -> null",
        "-7 % 3 -> -1",
        "1 - 2 - 3 -> -4",
        "2 * 3 + 4 * 5 -> 26",
        "sqrt(-1) -> null",
        "ln(0) -> null",
        "exp(1000) -> Infinity",
        "power(-8, 0.5) -> null",
        "round(2.5) -> 3.0",
        "round(-2.5) -> -3.0",
        "round(1.005, 2) -> 1.01",
        "floor(-1.5) -> -2",
        "floor(1e19) -> null",
        "ceil(1.2) -> 2",
        "try_cast(1e19 AS BIGINT) -> null",
        "try_cast(9.223372036854775807e18 AS BIGINT) -> null",
        "try_cast(-1.9 AS BIGINT) -> -1",
        "try_cast(' ' AS DOUBLE) -> null",
        "try_cast('' AS DOUBLE) -> null",
        "try_cast(' 29.85 ' AS DOUBLE) -> 29.85",
        "try_cast('1d' AS DOUBLE) -> null",
        "try_cast('NaN' AS DOUBLE) -> null",
        "try_cast('1.5' AS BIGINT) -> null",
        "try_cast('2024-02-30' AS DATE) -> null",
        "try_cast('2024' AS DATE) -> null",
        "try_cast('2024-01-31 10:00:00+02:00' AS TIMESTAMP) -> 2024-01-31T08:00:00Z",
        "try_cast('2024-01-31T10:00:00' AS TIMESTAMP) -> 2024-01-31T10:00:00Z",
        "try_cast('2024-01-31' AS TIMESTAMP) -> null",
        "try_cast('0001-01-01 00:00:00' AS TIMESTAMP) -> 0001-01-01T00:00:00Z",
        "try_cast('0001-01-01 00:00:00+00:01' AS TIMESTAMP) -> null",
        "try_cast('9999-12-31 23:59:59.999999' AS TIMESTAMP) -> 9999-12-31T23:59:59.999999Z",
        "try_cast('9999-12-31 23:59:59-00:01' AS TIMESTAMP) -> null",
        "try_cast('Yes' AS BOOLEAN) -> true",
        "try_cast('on' AS BOOLEAN) -> null",
        "try_cast(DATE '2024-01-31' AS TIMESTAMP) -> 2024-01-31T00:00:00Z",
        "try_cast(DATE '2024-01-31' AS STRING) -> 2024-01-31",
        "current_date -> 2024-02-29",
        "datediff(current_date(), DATE '2024-01-01') -> 59",
        "date_add(current_date, 1) -> 2024-03-01",
        "date_add(current_date, 9223372036854775807) -> null",
        "dayofweek(DATE '2024-03-03') -> 1",
        "hour(TIMESTAMP '1969-12-31 23:59:59.999999') -> 23",
        "to_date(TIMESTAMP '2024-01-31 23:30:00-02:00') -> 2024-02-01",
        "length('a😀c') -> 3",
        "substring('a😀c', 2, 1) -> 😀",
        "substring('abc', 2) -> bc",
        "substring('abc', 4) -> ~~",
        "'a' || 'b' || 'c' -> abc",
        "concat('a', NULL) -> null",
        "lower('ÉÀSS') -> éàss",
        "upper('straße') -> STRASSE",
        "'a' < 'B' -> false",
        "'\uffff' < '😀' -> true",
        "'50%' LIKE '50\\%' -> true",
        "NULL = NULL -> null",
        "NULL <=> NULL -> true",
        "1 IN (2, NULL) -> null",
        "1 IN (1, NULL) -> true",
        "1 NOT IN (2, NULL) -> null",
        "FALSE AND NULL -> false",
        "TRUE OR NULL -> true",
        "NOT NULL = 1 -> null",
        "0.0 = -0.0 -> true",
        "CASE WHEN NULL THEN 1 ELSE 2 END -> 2",
        "CASE 1 WHEN 1.0 THEN 'a' END -> a",
        "greatest(NULL, 1, 2.5) -> 2.5",
        "if(NULL, 1, 2) -> 2",
        "nullif(1, 1) -> null",
      })
  void computesWhatTheReferencePageSays(String expression, String expected) {
    assertThat(textOf(expression)).isEqualTo(expected);
  }

  @Test
  void caseOfLettersIsUnicodesOfNoLanguage() {
    assertThat(textOf("upper('i')")).isEqualTo("I");
    assertThat(textOf("lower('I')")).isEqualTo("i");
    assertThat(textOf("lower('\u0130')").codePoints().toArray()).containsExactly('i', 0x307);
    assertThat(textOf("upper('i\u0307')").codePoints().toArray()).containsExactly('I', 0x307);
    assertThat(textOf("lower('\u0391\u03a3')")).isEqualTo("\u03b1\u03c2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hour(at) = 2 AND day(at) = 10 AND year(at) = 2024",
        "to_date(at) = DATE '2024-03-10'",
        "at = TIMESTAMP '2024-03-10 02:30:00'",
        "try_cast('2024-03-10 02:30:00' AS TIMESTAMP) = at",
        "try_cast(to_date(at) AS TIMESTAMP) = TIMESTAMP '2024-03-10 00:00:00Z'"
      })
  void timeIsUtcWhateverTheSessionSays(String expression) {
    SparkSession elsewhere = spark.newSession();
    elsewhere.conf().set("spark.sql.session.timeZone", "America/New_York");
    StructType schema = new StructType().add("at", DataTypes.TimestampType);
    Instant inTheGap = Instant.parse("2024-03-10T02:30:00Z");
    Dataset<Row> rows =
        elsewhere.createDataFrame(
            List.of(org.apache.spark.sql.RowFactory.create(java.sql.Timestamp.from(inTheGap))),
            schema);
    elsewhere.conf().set("spark.sql.datetime.java8API.enabled", "false");
    assertThat(
            rows.select(ExpressionColumns.column(Expression.parse(expression), schema, RUN_DATE))
                .head()
                .get(0))
        .isEqualTo(true);
  }

  @Test
  void columnsOfOtherTypesAreRefusedWhenTheyAreUsed() {
    StructType schema =
        new StructType()
            .add("tags", DataTypes.createArrayType(DataTypes.StringType))
            .add("a", DataTypes.StringType)
            .add("A", DataTypes.StringType);
    assertThatThrownBy(
            () -> ExpressionColumns.column(Expression.parse("tags = 'x'"), schema, RUN_DATE))
        .isInstanceOf(ExpressionException.class)
        .hasMessage(
            "at character 1: column 'tags' is 'array<string>', which expressions do not carry");
    assertThatThrownBy(
            () -> ExpressionColumns.column(Expression.parse("a = 'x'"), schema, RUN_DATE))
        .hasMessage("at character 1: column 'a' is ambiguous: the table has 'a', 'A'");
  }
}
