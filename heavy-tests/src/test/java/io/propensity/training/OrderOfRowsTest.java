package io.propensity.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.test.LocalWarehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The same rows make the same model, whatever order and files they come in. */
@Tag("heavy")
@Timeout(600)
class OrderOfRowsTest {

  private static final String NAME = "telco-churn";
  private static final int FILES = 3;

  @TempDir private Path directory;

  @Test
  void shuffledRowsInMoreFilesAndPartitionsMakeTheSameModelMetricsAndPredictions()
      throws IOException {
    List<String> lines = Files.readAllLines(TrainingWorld.TELCO);
    TrainingWorld one = TrainingWorld.at(directory.resolve("one"));
    write(one, 0, lines);
    TrainingWorld other = TrainingWorld.at(directory.resolve("other"), "http://localhost:1", 7);
    List<String> shuffled = new ArrayList<>(lines.subList(1, lines.size()));
    Collections.shuffle(shuffled, new Random(11));
    int each = shuffled.size() / FILES;
    for (int i = 0; i < FILES; i++) {
      List<String> part = new ArrayList<>(List.of(lines.get(0)));
      part.addAll(shuffled.subList(i * each, i == FILES - 1 ? shuffled.size() : (i + 1) * each));
      write(other, i, part);
    }

    train(one);
    train(other);

    assertThat(other.manifest(NAME).modelFingerprint())
        .isNotNull()
        .isEqualTo(one.manifest(NAME).modelFingerprint());
    assertThat(other.manifest(NAME).trainingData().fingerprint())
        .isEqualTo(one.manifest(NAME).trainingData().fingerprint());
    assertThat(other.report(NAME, "metrics.json"))
        .hasSameBinaryContentAs(one.report(NAME, "metrics.json"));
    assertThat(predictions(other)).hasSize(lines.size() - 1).isEqualTo(predictions(one));
  }

  private static void write(TrainingWorld world, int file, List<String> lines) throws IOException {
    Files.write(
        Files.createDirectories(world.home().resolve("data/rows")).resolve(file + ".csv"), lines);
  }

  private static void train(TrainingWorld world) {
    world.train(
        "../pipelines/" + NAME, "sources.raw.path=${raw}/rows", "algorithm.params.iterations=30");
  }

  private static List<Row> predictions(TrainingWorld world) {
    return LocalWarehouse.rows(world.warehouse(), NAME + "/predictions")
        .orderBy("customerID")
        .collectAsList();
  }
}
