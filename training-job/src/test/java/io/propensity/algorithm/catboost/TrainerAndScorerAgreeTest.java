package io.propensity.algorithm.catboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.propensity.catboost.CatBoostFit;
import io.propensity.catboost.CatBoostParameters;
import io.propensity.catboost.CatBoostResult;
import io.propensity.catboost.CatBoostTarget;
import io.propensity.catboost.CatBoostTrainer;
import io.propensity.expression.ColumnType;
import io.propensity.features.Features;
import io.propensity.model.Feature;
import io.propensity.model.Task;
import io.propensity.scoring.CatBoostScorer;
import io.propensity.scoring.ModelOutput;
import io.propensity.test.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rows go to the trainer as text and to the scorer as values: both must mean the same. */
class TrainerAndScorerAgreeTest {

  private static final int ROWS = 2_000;

  private static final List<Feature> FEATURES =
      List.of(
          new Feature("amount", ColumnType.NUMBER, Feature.Kind.NUMERIC),
          new Feature("premium", ColumnType.BOOLEAN, Feature.Kind.NUMERIC),
          new Feature("city", ColumnType.STRING, Feature.Kind.CATEGORICAL));

  private static final List<@Nullable String> CITIES =
      Arrays.asList(
          null,
          "",
          " ",
          "\t",
          "a\nb",
          "\"quoted\"",
          "back\\slash",
          "\\N",
          "\\u0009",
          "NaN",
          "1.0",
          "Zürich",
          "日本",
          "😀",
          "\u0000");

  private static final List<@Nullable Double> AMOUNTS =
      Arrays.asList(
          null, 0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, -1e300, 1e-40, 16777217.0, 0.1);

  @TempDir Path directory;

  @Test
  void theScorerGivesWhatTheTrainerPrintedForTheSameRows() throws IOException {
    requireAgreement(rows(), rows());
  }

  /** NULL among them, whose rows the filter drops too. */
  @Test
  void theyAgreeOnCategoriesThatNoRowOfTheTrainingHad() throws IOException {
    requireAgreement(rows().filter("city NOT IN ('Zürich', '', '1.0')"), rows());
  }

  private void requireAgreement(Dataset<Row> learned, Dataset<Row> rows) throws IOException {
    CatBoostResult result = train(learned, rows);

    List<Double> printed = probabilities(result.evalPredictions().orElseThrow());
    List<Double> scored = scores(result.model(), rows);
    assertThat(printed).hasSize(ROWS);
    assertThat(printed.stream().distinct()).hasSizeGreaterThan(100);
    for (int i = 0; i < ROWS; i++) {
      assertThat(scored.get(i)).as("row %d", i).isCloseTo(printed.get(i), within(1e-6));
    }
    assertThat(result.importances()).allSatisfy((name, share) -> assertThat(share).isPositive());
  }

  private static Dataset<Row> rows() {
    Random random = new Random(9);
    List<Row> rows = new ArrayList<>();
    for (long id = 0; id < ROWS; id++) {
      int city = random.nextInt(CITIES.size());
      Double odd = AMOUNTS.get(random.nextInt(AMOUNTS.size()));
      Double amount = random.nextBoolean() ? odd : Double.valueOf(random.nextGaussian() * 100);
      Boolean premium = random.nextInt(10) == 0 ? null : random.nextBoolean();
      double chance =
          0.2
              + (city % 2) * 0.3
              + (premium != null && premium ? 0.2 : 0)
              + (amount == null ? 0.2 : 0);
      rows.add(
          RowFactory.create(
              id, random.nextDouble() < chance ? 1 : 0, amount, premium, CITIES.get(city)));
    }
    StructType schema =
        StructType.fromDDL(
            "id LONG, %s INT, amount DOUBLE, premium BOOLEAN, city STRING"
                .formatted(Features.LABEL));
    return LocalSpark.session().createDataFrame(rows, schema).coalesce(1);
  }

  private CatBoostResult train(Dataset<Row> learned, Dataset<Row> rows) throws IOException {
    List<String> names = FEATURES.stream().map(Feature::name).toList();
    CatBoostParameters parameters =
        CatBoostParameters.of(CatBoostTarget.binary("0", "1"), names, Map.of("iterations", 30), 0);
    Path learn = write(learned, parameters, "learn");
    Path evaluated = write(rows, parameters, "evaluated");
    return CatBoostTrainer.train(
        new CatBoostFit(
            learn,
            Optional.of(evaluated),
            learn.resolveSibling("columns.tsv"),
            names,
            parameters,
            directory,
            List.of("RawFormulaVal", "Probability"),
            0),
        line -> {},
        step -> {});
  }

  private Path write(Dataset<Row> rows, CatBoostParameters parameters, String name)
      throws IOException {
    return LearnFilesTest.write(
        rows, FEATURES, parameters.labels(), Files.createDirectory(directory.resolve(name)));
  }

  private static List<Double> scores(Path model, Dataset<Row> rows) throws IOException {
    try (CatBoostScorer scorer =
        CatBoostScorer.load(
            rows.sparkSession(),
            "the model",
            Files.readAllBytes(model),
            FEATURES,
            ModelOutput.of(Task.BINARY, List.of("0", "1"), "1", "Logloss"))) {
      return scorer.score(rows, List.of("id")).orderBy("id").collectAsList().stream()
          .map(row -> row.getDouble(1))
          .toList();
    }
  }

  /** The lines are SampleId, RawFormulaVal, Probability, Label under a header. */
  private static List<Double> probabilities(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .skip(1)
        .map(line -> Double.valueOf(line.split("\t", -1)[2]))
        .toList();
  }
}
