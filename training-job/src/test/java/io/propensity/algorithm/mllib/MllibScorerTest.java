package io.propensity.algorithm.mllib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.propensity.algorithm.FittedModel;
import io.propensity.model.Calibration;
import io.propensity.model.Flavor;
import io.propensity.model.Task;
import io.propensity.run.ContractException;
import io.propensity.scoring.ModelOutput;
import io.propensity.scoring.Scorer;
import io.propensity.scoring.Scorers;
import io.propensity.split.TrainingSet;
import io.propensity.test.LocalSpark;
import io.propensity.test.SampleUsers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MllibScorerTest {

  private static final ModelOutput BINARY = ModelOutput.of(Task.BINARY, List.of("0", "1"), "1", "");

  @TempDir private Path directory;

  @Test
  void scoresEveryRowUnseenCategoriesAndNullsIncluded() throws IOException {
    TrainingSet set = FittingSets.binary(FittingSets.users());
    FittedModel forest = fit("random-forest", set);
    List<Row> rows;
    try (Scorer scorer = scorer(forest, BINARY)) {
      rows =
          scorer
              .score(
                  set.rows()
                      .withColumn("country", functions.lit("never seen"))
                      .unionByName(
                          set.rows()
                              .withColumn("country", functions.lit(null).cast("string"))
                              .withColumn("age", functions.lit(null).cast("bigint"))),
                  List.of("user_id", "age"))
              .collectAsList();
    }
    assertThat(rows).hasSize(2 * FittingSets.USERS);
    assertThat(rows)
        .allSatisfy(row -> assertThat(row.getDouble(2)).isBetween(0.0, 1.0))
        .extracting(row -> row.getDouble(2))
        .as("scores differ between rows")
        .hasSizeGreaterThan(1);
  }

  @Test
  void appliesTheCalibration() throws IOException {
    TrainingSet set = FittingSets.binary(FittingSets.users());
    FittedModel model = fit("logistic-regression", set);
    Calibration platt = new Calibration.Platt(0.5, -1);
    List<Double> raw = scores(model, BINARY, set);
    List<Double> calibrated = scores(model, BINARY.calibrated(platt), set);
    for (int i = 0; i < raw.size(); i++) {
      assertThat(calibrated.get(i)).isCloseTo(platt.apply(raw.get(i)), within(1e-12));
    }
  }

  @Test
  void givesAProbabilityOfEachClass() throws IOException {
    TrainingSet set = FittingSets.multiclass(FittingSets.users());
    FittedModel model = fit("logistic-regression", set);
    ModelOutput output = ModelOutput.of(Task.MULTICLASS, set.classes(), null, "");
    List<Row> rows;
    try (Scorer scorer = scorer(model, output)) {
      rows = scorer.score(set.rows(), List.of("age")).collectAsList();
    }
    for (Row row : rows) {
      List<Double> probabilities = row.getList(3);
      assertThat(probabilities.stream().mapToDouble(each -> each).sum()).isCloseTo(1, within(1e-9));
      assertThat(row.getDouble(1)).isEqualTo(probabilities.stream().max(Double::compare).get());
      assertThat(row.getString(2))
          .isEqualTo(set.classes().get(probabilities.indexOf(row.getDouble(1))));
    }
  }

  @Test
  void refusesAStageThatTrainingNeverWrites() throws IOException {
    Path artifact = Files.createDirectory(directory.resolve("foreign"));
    SavedPipeline.write(
        LocalSpark.session(),
        new PipelineModel(
            "pipeline",
            new Transformer[] {new SQLTransformer().setStatement("SELECT * FROM __THIS__")}),
        artifact.resolve("spark-model"));
    assertThatThrownBy(() -> load(artifact, BINARY))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("names the stage org.apache.spark.ml.feature.SQLTransformer")
        .hasMessageContaining("which this release does not load");
  }

  @Test
  void refusesAModelOfAnotherTask() throws IOException {
    FittedModel linear = fit("linear-regression", FittingSets.regression(FittingSets.users()));
    assertThatThrownBy(() -> scorer(linear, BINARY))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("ends with LinearRegressionModel, which gives 1 values a row");
    try (Stream<Path> files = Files.walk(linear.files())) {
      Path metadata =
          files.filter(file -> file.endsWith("metadata/part-00000.txt")).findFirst().orElseThrow();
      Files.copy(metadata, metadata.resolveSibling("part-00001.txt"));
    }
    assertThatThrownBy(() -> scorer(linear, BINARY)).hasMessageContaining("more than one file");
  }

  private List<Double> scores(FittedModel model, ModelOutput output, TrainingSet set) {
    try (Scorer scorer = scorer(model, output)) {
      return scorer
          .score(set.rows(), List.of("user_id"))
          .orderBy("user_id")
          .collectAsList()
          .stream()
          .map(row -> row.getDouble(1))
          .toList();
    }
  }

  private FittedModel fit(String name, TrainingSet set) throws IOException {
    return new MllibAlgorithm(name, set.task(), Map.of())
        .fit(set, Files.createDirectory(directory.resolve(name + set.task())));
  }

  private static Scorer scorer(FittedModel model, ModelOutput output) {
    return load(model.files(), output);
  }

  private static Scorer load(Path files, ModelOutput output) {
    return Scorers.load(
        LocalSpark.session(), "sample", Flavor.SPARK_MLLIB, files, SampleUsers.FEATURES, output);
  }
}
