package io.propensity.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypesTest {

  private static final Columns COLUMNS =
      new Columns(
          List.of(
              Columns.Column.of("age", ColumnType.INTEGER),
              Columns.Column.of("income", ColumnType.NUMBER),
              Columns.Column.of("country", ColumnType.STRING),
              Columns.Column.of("active", ColumnType.BOOLEAN),
              Columns.Column.of("born", ColumnType.DATE),
              Columns.Column.of("seen", ColumnType.TIMESTAMP),
              Columns.Column.of("Twin", ColumnType.INTEGER),
              Columns.Column.of("twin", ColumnType.INTEGER),
              Columns.Column.unsupported("tags", "array<string>")));

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "AGE => INTEGER",
        "age + 1 => INTEGER",
        "age / 1 => NUMBER",
        "age + income => NUMBER",
        "coalesce(NULL, age, 1.5) => NUMBER",
        "CASE WHEN active THEN 1 ELSE NULL END => INTEGER",
        "try_cast(NULL AS DATE) => DATE",
        "nullif(country, 'x') => STRING",
        "to_date(seen) => DATE",
        "age BETWEEN 1 AND 2.5 => BOOLEAN",
        "round(age) => INTEGER",
        "floor(income) => INTEGER"
      })
  void followFromTheColumns(String text, ColumnType type) {
    assertThat(Expression.parse(text).typeOf(COLUMNS)).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "agee > 1 => at character 1: column 'agee' is unknown; close to it: 'age'",
        "1 < salary => at character 5: column 'salary' is unknown; the columns are 'age', 'income',",
        "twin = 1 => at character 1: column 'twin' is ambiguous: the table has 'Twin', 'twin'",
        "tags = 'x' => at character 1: column 'tags' is 'array<string>', which expressions do not carry",
        "country = 1 => at character 11: string and integer do not go together",
        "country + 1 => at character 1: '+' wants number, not string",
        "born < seen => at character 8: date and timestamp do not go together",
        "active > FALSE => at character 8: boolean has no order for '>'",
        "age AND active => at character 1: AND wants boolean, not integer",
        "age LIKE '1%' => at character 1: LIKE wants string, not integer",
        "substring(country, age) => at character 20: substring(string, from [, count]) -> string wants a whole number from 1 to 2147483647 here, written out",
        "lower(country, country) => at character 1: 2 arguments do not fit lower(string) -> string",
        "try_cast(income AS STRING) => at character 1: try_cast does not convert number to string; how a number is written differs",
        "coalesce(NULL) => the value is NULL for every row",
        "reflec('a') => at character 1: function 'reflec' is not allowed; the functions are abs, ceil,",
        "starts_with(country, 'a') => at character 1: function 'starts_with' is not allowed; close to it: startswith"
      })
  void refuseWhatDoesNotFit(String text, String message) {
    assertThatThrownBy(() -> Expression.parse(text).typeOf(COLUMNS))
        .isInstanceOf(ExpressionException.class)
        .hasMessageContaining(message);
  }
}
