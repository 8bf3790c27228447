package io.propensity.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.expression.ColumnType;
import io.propensity.run.ContractException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestRulesTest {

  private static final String HASH = "0".repeat(64);

  @ParameterizedTest
  @CsvSource({"STRING, NUMERIC", "DATE, NUMERIC", "TIMESTAMP, NUMERIC"})
  void refusesANumericFeatureThatIsNoNumber(ColumnType type, Feature.Kind kind) {
    assertThatThrownBy(() -> new Feature("spend", type, kind))
        .isInstanceOf(ContractException.class)
        .hasMessage(
            "Numeric feature 'spend' is %s; it must be boolean, integer or number: derive one with an expression, e.g. try_cast(spend AS DOUBLE)"
                .formatted(type.label()));
  }

  @Test
  void refusesATimeAsACategory() {
    assertThatThrownBy(() -> new Feature("seen", ColumnType.TIMESTAMP, Feature.Kind.CATEGORICAL))
        .hasMessageStartingWith("Categorical feature 'seen' is timestamp; it must be string");
  }

  @Test
  void anIntegerStandsForANumberAndNothingElseForAnother() {
    assertThat(ColumnType.INTEGER.standsFor(ColumnType.NUMBER)).isTrue();
    assertThat(ColumnType.NUMBER.standsFor(ColumnType.INTEGER)).isFalse();
    assertThat(ColumnType.STRING.standsFor(ColumnType.NUMBER)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../model.cbm", "/etc/passwd", "a/../b", "", "a//b", ".hidden", "a\\b"})
  void refusesAFileOutsideTheArtifact(String path) {
    assertThatThrownBy(() -> new ArtifactFile(path, HASH, 1))
        .hasMessage("An artifact's file '%s' does not lie within its directory".formatted(path));
  }

  @Test
  void refusesAHashThatIsNone() {
    assertThatThrownBy(() -> new ArtifactFile("model.cbm", "abc", 1))
        .hasMessageContaining("no SHA-256 of 64 hexadecimal digits");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "1a", "a_b", "a/b", "-a"})
  void refusesANameOfAnotherForm(String name) {
    assertThatThrownBy(() -> Names.require("Pipeline", name))
        .hasMessageStartingWith("Pipeline name '%s' is not of the form".formatted(name));
  }

  @Test
  void refusesAHistogramThatDoesNotAddUp() {
    assertThatThrownBy(() -> new Histogram.Numeric(List.of(1.0), List.of(1L), 0))
        .hasMessage("A histogram with 1 edges needs 2 counts and has 1");
    assertThatThrownBy(() -> new Histogram.Numeric(List.of(1.0, 1.0), List.of(1L, 1L, 1L), 0))
        .hasMessageStartingWith("A histogram's edges do not ascend");
  }
}
