package io.propensity.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.propensity.system.RunningProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database is backed up and restored as docs/operations.md says, by the commands it names. */
@Tag("heavy")
class BackupIT {

  private static final String TOKEN = "0123456789abcdef0123456789abcdef";

  @TempDir private Path directory;

  @Test
  void aCopyOfTheDataDirectoryIsABackup() throws IOException {
    Path data = directory.resolve(".data");
    try (ConfigApiProcess api = ConfigApiProcess.start(data)) {
      assertThat(store(api)).isEqualTo(1);
    }
    run(commands(row("embedded").get(1)));
    try (ConfigApiProcess later = ConfigApiProcess.start(data)) {
      assertThat(store(later)).isEqualTo(2);
    }
    run(commands(row("embedded").get(2)));
    try (ConfigApiProcess restored = ConfigApiProcess.start(data)) {
      hasTheFirstCampaignAlone(restored);
    }
  }

  @Test
  void aDumpIsABackup() throws IOException {
    String backup = commands(row("of your own").get(1));
    String restore = commands(row("of your own").get(2));
    Optional<Path> programs = PostgresProcess.installedPrograms();
    assumeTrue(programs.isPresent(), "this machine has no PostgreSQL with its programs");

    try (PostgresProcess database = PostgresProcess.create(programs.get(), directory)) {
      Map<String, String> settings = database.settings(TOKEN);
      try (ConfigApiProcess api = ConfigApiProcess.start(directory.resolve("data"), settings)) {
        assertThat(store(api)).isEqualTo(1);
        succeeded(database.shell(directory, backup));
        assertThat(store(api)).isEqualTo(2);
      }
      database.execute("create table of_a_later_release (id bigint primary key)");
      succeeded(database.shell(directory, restore));
      // Left standing, it would be in the way of the later release's migration.
      database.execute("create table of_a_later_release (id bigint primary key)");
      try (ConfigApiProcess restored =
          ConfigApiProcess.start(directory.resolve("data"), settings)) {
        hasTheFirstCampaignAlone(restored);
      }
    }
  }

  private static void hasTheFirstCampaignAlone(ConfigApiProcess restored) {
    assertThat(restored.get("/campaigns/1")).contains("\"name\":\"System test\"");
    assertThat(restored.get("/campaigns/1/revisions")).contains("CREATED");
    assertThat(restored.get("/campaigns/2")).contains("\"status\":404");
    assertThat(store(restored)).as("ids go on where the backup ends").isEqualTo(2);
  }

  private static long store(ConfigApiProcess api) {
    return api.store("models/never-published/1", "TRUE", PlatformIT.FEATURES, PlatformIT.USERS);
  }

  private void run(String command) {
    succeeded(
        RunningProcess.run(
            Map.of(), List.of("bash", "-c", "cd '%s' && %s".formatted(directory, command))));
  }

  private static void succeeded(Ended ended) {
    assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
  }

  /** The cells of the page's row on a database. */
  private static List<String> row(String database) throws IOException {
    String start = "| %s | ".formatted(database);
    String row =
        Files.readAllLines(RunningProcess.CHECKOUT.resolve("docs/operations.md")).stream()
            .filter(line -> line.startsWith(start))
            .findFirst()
            .orElseThrow();
    return Arrays.stream(row.split(" ?\\| ?")).filter(cell -> !cell.isEmpty()).toList();
  }

  /** What a cell has in backquotes, one command after the other. */
  private static String commands(String cell) {
    return Pattern.compile("`([^`]+)`")
        .matcher(cell)
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.joining(" && "));
  }
}
