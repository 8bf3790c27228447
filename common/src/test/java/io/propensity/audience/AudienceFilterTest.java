package io.propensity.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.expression.ColumnType;
import io.propensity.expression.Columns;
import io.propensity.expression.ExpressionException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AudienceFilterTest {

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "1 + 1 => at character 3: an audience filter is boolean, this is integer; compare it with something",
        "age + 1 => at character 5: an audience filter is boolean, this is integer; compare it with something",
        "1 = 'a' => at character 5: integer and string do not go together; convert one with try_cast",
        "NOT 1 => at character 5: NOT wants boolean, not integer",
        "a AND lower(5) = 'x' => at character 13: lower(string) -> string wants string here, not integer",
        "a = DATE '2024-01-01' AND DATE '2024-01-01' < TIMESTAMP '2024-01-01 00:00:00' => at character 57: date and timestamp do not go together; convert one with try_cast"
      })
  void refusesWhatIsWrongWhateverTheTable(String filter, String message) {
    assertThatThrownBy(() -> AudienceFilter.parse(filter))
        .isInstanceOf(ExpressionException.class)
        .hasMessage(message);
  }

  @Test
  void refusesABlankFilterWithAdvice() {
    assertThatThrownBy(() -> AudienceFilter.parse(" \n"))
        .hasMessage("the audience filter is blank; TRUE means everybody");
  }

  @Test
  void refusesAFilterThatIsAlwaysNull() {
    assertThatThrownBy(() -> AudienceFilter.parse("NULL"))
        .hasMessageContaining("the value is NULL for every row");
  }

  @Test
  void takesABareColumnThatTheTableHasAsBoolean() {
    AudienceFilter filter = AudienceFilter.parse("active");
    filter.check(Columns.of(Map.of("Active", ColumnType.BOOLEAN)));
    assertThat(filter.expression().columns()).containsExactly("active");
    assertThatThrownBy(() -> filter.check(Columns.of(Map.of("active", ColumnType.STRING))))
        .hasMessage(
            "at character 1: an audience filter is boolean, this is string; compare it with something");
  }
}
