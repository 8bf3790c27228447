package io.propensity.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.expression.ColumnType;
import io.propensity.expression.Columns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvSchemaTest {

  @Test
  void readsNamesAndTypes() {
    Columns columns =
        CsvSchema.parse(
            "user_id BIGINT,country string , `first, ``order``` DATE,x DECIMAL( 10, 2)");

    assertThat(columns.all())
        .extracting(Columns.Column::name)
        .containsExactly("user_id", "country", "first, `order`", "x");
    assertThat(columns.all())
        .extracting(column -> column.type().orElseThrow())
        .containsExactly(ColumnType.INTEGER, ColumnType.STRING, ColumnType.DATE, ColumnType.NUMBER);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | column 1 is not of the form NAME TYPE",
        "a INT, | column 2 is not of the form NAME TYPE",
        "a | column 1 is not of the form NAME TYPE",
        "a INT b INT | column 1 is not of the form NAME TYPE",
        "a INT; drop | column 1 is not of the form NAME TYPE",
        "a INT, b ARRAY<INT> | column 2 is not of the form NAME TYPE",
        "a NUMBER | 'column ''a'' has the type NUMBER, which is none of BIGINT, BOOLEAN'",
        "a INT, A STRING | column 'A' is named twice",
        "a INT(3) | numbers stand after DECIMAL alone",
        "a DECIMAL(39) | numbers stand after DECIMAL alone",
        "a DECIMAL(3,4) | numbers stand after DECIMAL alone"
      })
  void saysWhatToWriteInstead(String text, String why) {
    assertThatThrownBy(() -> CsvSchema.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }
}
