package io.propensity.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.system.RunningProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scripts/download-data.sh} without a network: what it is sent lies on this disk. */
class DownloadDataTest {

  @TempDir private Path directory;

  @Test
  void keepsWhatHasTheShapeOfTheDataAndFetchesItOnce() throws IOException {
    List<String> lines = TelcoData.made(TelcoData.PUBLIC_ROWS);
    Path sent = Files.writeString(directory.resolve("sent.csv"), String.join("\r\n", lines));

    Ended fetched = download(sent);

    assertThat(fetched.exitCode()).as(fetched.err()).isZero();
    assertThat(fetched.out()).isEqualTo("%s: 7043 rows%n".formatted(target()));
    assertThat(fetched.err())
        .startsWith("Note: the data has the right shape, but not the content")
        .hasLineCount(1);
    assertThat(Files.readAllLines(target())).isEqualTo(lines);
    assertThat(download(directory.resolve("nowhere")).out())
        .isEqualTo("%s is there already%n".formatted(target()));
  }

  @Test
  void keepsNothingOfWhatIsOtherData() throws IOException {
    List<String> lines = TelcoData.made(TelcoData.PUBLIC_ROWS);
    Path fewer = Files.write(directory.resolve("fewer.csv"), lines.subList(0, 100));
    Path other =
        Files.writeString(
            directory.resolve("other.csv"), String.join("\n", lines).replace("tenure", "months"));

    for (Path sent : List.of(fewer, other)) {
      Ended refused = download(sent);
      assertThat(refused.exitCode()).isEqualTo(65);
      assertThat(refused.err())
          .startsWith("What file://%s sent is not the Telco data: ".formatted(sent))
          .hasLineCount(1);
    }
    assertThat(filesThatStay()).isEmpty();
  }

  @Test
  void saysWhatToDoWhenNothingComes() throws IOException {
    Ended refused = download(directory.resolve("nowhere"));

    assertThat(refused.exitCode()).isEqualTo(69);
    assertThat(refused.err().lines())
        .last()
        .asString()
        .isEqualTo(
            "Could not fetch file://%s: name another place with TELCO_URL, or put the file at %s"
                .formatted(directory.resolve("nowhere"), target()));
    assertThat(filesThatStay()).isEmpty();
  }

  private Ended download(Path sent) {
    return RunningProcess.run(
        Map.of("TELCO_URL", "file://" + sent),
        List.of("scripts/download-data.sh", directory.resolve("raw").toString()));
  }

  private Path target() {
    return directory.resolve("raw/telco_churn/customer_churn_train_data.csv");
  }

  private List<Path> filesThatStay() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("raw/telco_churn"))) {
      return files.toList();
    }
  }
}
