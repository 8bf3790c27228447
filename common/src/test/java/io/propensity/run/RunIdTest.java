package io.propensity.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunIdTest {

  @Test
  void idsSortByTheTimeTheyWereMade() {
    RunId early = RunId.next(Instant.parse("2026-09-30T23:59:59.999Z"));
    RunId late = RunId.next(Instant.parse("2026-10-01T00:00:00Z"));
    assertThat(early).isLessThan(late);
    assertThat(early.value()).startsWith("r-20260930-235959-999-");
  }

  @Test
  void idsAreWrittenAlikeInEveryLocale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG"));
    try {
      assertThat(RunId.next(Instant.parse("2026-09-30T23:59:59.999Z")).value())
          .startsWith("r-20260930-235959-999-");
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "r-", "nightly", "r-A", "r-a/b", "r-..", "r-a b"})
  void refusesWhatCannotBeADirectory(String value) {
    assertThatThrownBy(() -> new RunId(value))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("Run id '%s' is not of the form".formatted(value));
  }

  @Test
  void refusesADocumentOfAnotherMajorVersion() {
    FormatVersion.requireReadable("1.7", "x");
    assertThatThrownBy(() -> FormatVersion.requireReadable("2.0", "Manifest x"))
        .hasMessage(
            "Manifest x has format_version 2.0; this release reads 1.x: use the release that wrote it");
    assertThatThrownBy(() -> FormatVersion.requireReadable(null, "Manifest x"))
        .hasMessage(
            "Manifest x has no format_version such as 1.0: it was not written by Propensity");
  }
}
