package io.propensity.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The notebooks as they are committed; {@code scripts/notebooks.sh} executes them. */
class NotebookFilesTest {

  static List<Path> notebooks() {
    return Repository.files("notebooks", ".ipynb");
  }

  @Test
  void thereIsOneForEachStepAndOneForImportedModels() {
    assertThat(notebooks())
        .extracting(file -> file.getFileName().toString())
        .containsExactly(
            "01-preprocessing.ipynb",
            "02-training.ipynb",
            "03-tuning.ipynb",
            "04-batch-scoring.ipynb",
            "05-import.ipynb");
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void areCommittedWithoutOutputs(Path file) {
    assertThat(code(file))
        .hasSizeGreaterThan(3)
        .allSatisfy(
            cell -> {
              assertThat(cell.path("outputs").size()).isZero();
              assertThat(cell.path("execution_count").isNull()).isTrue();
              assertThat(cell.path("metadata").size()).isZero();
            });
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  void holdTheJobsAndTheServiceAgainstPython(Path file) {
    String text = code(file).map(cell -> source(cell)).reduce("", String::concat);

    assertThat(text)
        .contains("checkout.spark()", "checkout.script(", "checkout.Service()", "assert");
  }

  @Test
  void requirementsArePinnedAndNameNoHosts() {
    assertThat(Repository.text("notebooks/requirements.txt").lines())
        .hasSizeGreaterThan(50)
        .allMatch(line -> line.matches("[a-z0-9-]+==[0-9][A-Za-z0-9.+]*"));
  }

  @Test
  void theDashboardStaysSmall() {
    assertThat(Repository.text("notebooks/dashboard.py").lines()).hasSizeLessThanOrEqualTo(150);
  }

  @Test
  void theSuiteRunsAScriptThatCanBeRun() {
    assertThat(Files.isExecutable(Repository.ROOT.resolve("scripts/notebooks.sh"))).isTrue();
    assertThat(Repository.text(".ci/run")).contains("optional notebooks scripts/notebooks.sh");
  }

  private static Stream<JsonNode> code(Path file) {
    try {
      JsonNode cells = new ObjectMapper().readTree(Repository.text(file)).path("cells");
      return StreamSupport.stream(cells.spliterator(), false)
          .filter(cell -> cell.path("cell_type").asText().equals("code"));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  private static String source(JsonNode cell) {
    return StreamSupport.stream(cell.path("source").spliterator(), false)
        .map(JsonNode::asText)
        .reduce("", String::concat);
  }
}
