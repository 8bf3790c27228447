package io.propensity.scaffold;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueKindTest {

  @ParameterizedTest
  @CsvSource({
    "0,INT",
    "-12,INT",
    "+5,INT",
    "2147483648,BIGINT",
    "9223372036854775807,BIGINT",
    "9223372036854775808,TEXT",
    "007,TEXT",
    "00.5,TEXT",
    "0.5,DOUBLE",
    ".5,DOUBLE",
    "5.,DOUBLE",
    "1e5,DOUBLE",
    "-1.5E-3,DOUBLE",
    "1e,TEXT",
    "1.2.3,TEXT",
    "-,TEXT",
    "1 000,TEXT",
    "1f,TEXT",
    "2024-02-29,DATE",
    "2023-02-29,TEXT",
    "2024-02-29 10:00,TIMESTAMP",
    "2024-02-29T23:59:59.123Z,TIMESTAMP",
    "2024-02-29 10:00:00 UTC,TIMESTAMP",
    "2024-02-29 25:00:00,TEXT",
    "TRUE,BOOLEAN",
    "false,BOOLEAN",
    "yes,TEXT",
    "a,TEXT",
    "'',TEXT"
  })
  void knowsWhatATextCanBeReadAs(String text, ValueKind kind) {
    assertThat(ValueKind.of(text, '.')).isEqualTo(kind);
  }

  @Property
  void everyNumberIsOne(@ForAll long whole, @ForAll double number) {
    assertThat(ValueKind.of(Long.toString(whole), '.').isNumber()).isTrue();
    if (Double.isFinite(number)) {
      assertThat(ValueKind.of(Double.toString(number), '.')).isEqualTo(ValueKind.DOUBLE);
    }
  }

  @Property
  void whatIsCalledANumberIsOneToJava(@ForAll String text) {
    if (ValueKind.of(text, '.').isNumber()) {
      assertThat(Double.parseDouble(text)).isNotNaN();
    }
  }
}
