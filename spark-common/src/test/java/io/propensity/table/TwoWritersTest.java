package io.propensity.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.test.LocalSpark;
import io.propensity.test.LocalWarehouse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two processes commit to one table of the default catalog at once. */
class TwoWritersTest {

  private static final int TIMES = 4;

  @TempDir private Path directory;

  @Tag("heavy")
  @Test
  @Timeout(240)
  void everyCommitOfBothIsInTheHistoryAndOneOfThemMayBeKilled() throws Exception {
    Process endless = start("endless", 100_000);
    Process counting = start("counting", TIMES);
    try {
      await(endless, "endless", "ready", 1);
      await(counting, "counting", "ready", 1);
      begin(endless);
      begin(counting);
      assertThat(counting.waitFor(180, TimeUnit.SECONDS)).isTrue();
      assertThat(counting.exitValue()).as(said("counting")).isZero();
      await(endless, "endless", "committed", 2);
    } finally {
      endless.destroyForcibly().waitFor();
      counting.destroyForcibly().waitFor();
    }

    List<String[]> commits = new ArrayList<>(commits("counting"));
    assertThat(commits).hasSize(TIMES);
    commits.addAll(commits("endless"));
    try (Warehouse warehouse = LocalWarehouse.open(directory.resolve("warehouse"))) {
      WarehouseTable now = warehouse.find(TableWriterProcess.TABLE).orElseThrow();
      assertThat(now.property("rows")).contains(Long.toString(now.rows().count()));
      for (String[] commit : commits) {
        assertThat(warehouse.find(TableWriterProcess.TABLE, Long.parseLong(commit[1])))
            .as("a commit that was told")
            .hasValueSatisfying(state -> assertThat(state.property("rows")).contains(commit[2]));
      }
      warehouse.replace(
          LocalSpark.session().range(7).toDF(), TableWriterProcess.TABLE, Map.of(), List.of());
      assertThat(warehouse.find(TableWriterProcess.TABLE).orElseThrow().rows().count())
          .isEqualTo(7);
    }
  }

  private Process start(String name, int times) throws IOException {
    List<String> command =
        new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString()));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens"))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-Xmx600m",
            "-XX:TieredStopAtLevel=1",
            "-Djdk.reflect.useDirectMethodHandle=false",
            "-cp",
            System.getProperty("java.class.path"),
            TableWriterProcess.class.getName(),
            directory.resolve("warehouse").toString(),
            Integer.toString(times),
            name));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve(name).toFile())
        .start();
  }

  private static void begin(Process process) throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
  }

  private void await(Process process, String name, String line, int times) throws Exception {
    while (said(name).lines().filter(said -> said.startsWith(line)).count() < times) {
      assertThat(process.isAlive()).as(said(name)).isTrue();
      Thread.sleep(50);
    }
  }

  private List<String[]> commits(String name) throws IOException {
    return said(name)
        .lines()
        .filter(line -> line.matches("committed \\d+ \\d+"))
        .map(line -> line.split(" ", -1))
        .toList();
  }

  private String said(String name) throws IOException {
    return Files.readString(directory.resolve(name));
  }
}
