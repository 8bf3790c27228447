package io.propensity.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsersSettingsTest {

  @Test
  void readsAPartitionAndWritesItAgain() {
    Map<String, String> partition = UsersSettings.parsePartition("ds=2026-11-24, country=a=b");

    assertThat(partition)
        .containsExactly(Map.entry("ds", "2026-11-24"), Map.entry("country", "a=b"));
    assertThat(new UsersSettings(null, null, partition, null).partitionText())
        .isEqualTo("ds=2026-11-24,country=a=b");
    assertThat(new UsersSettings(null, null, Map.of(), null)).isEqualTo(UsersSettings.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ds | write COLUMN=VALUE",
        "=1 | write COLUMN=VALUE",
        "ds= | write COLUMN=VALUE",
        "ds=1, | write COLUMN=VALUE",
        "ds=1,ds=2 | column 'ds' is named twice"
      })
  void saysWhatToWriteInstead(String text, String why) {
    assertThatThrownBy(() -> UsersSettings.parsePartition(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }
}
