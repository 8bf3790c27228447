package io.propensity.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.propensity.model.Calibration;
import io.propensity.model.Feature;
import io.propensity.model.Task;
import io.propensity.run.ContractException;
import io.propensity.test.LocalSpark;
import io.propensity.test.SampleModel;
import io.propensity.test.SampleUsers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatBoostScorerTest {

  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
  private static final int USERS = 3000;

  @TempDir private static Path directory;
  private static final SparkSession SPARK = LocalSpark.session();
  private static Dataset<Row> users = SPARK.emptyDataFrame();
  private static SampleModel model = new SampleModel(Path.of("none"), Collections.emptyMap());

  @BeforeAll
  static void trainAModel() throws IOException {
    users = SampleUsers.of(SPARK, USERS).cache();
    model = SampleModel.train(users, directory);
  }

  @Test
  void scoresAreWhatCatBoostsOwnTrainerPrinted() throws IOException {
    List<Row> scored = score(users.repartition(3)).collectAsList();
    assertThat(scored).hasSize(USERS);
    for (Row row : scored) {
      assertThat(row.getDouble(1))
          .as("user %d", row.getLong(0))
          .isCloseTo(model.probability(row.getLong(0)), within(1e-6));
    }
  }

  @Test
  void aUsersScoreDoesNotDependOnItsBatch() throws IOException {
    List<Row> together = score(users.coalesce(1)).collectAsList();
    List<Row> apart = score(users.repartition(97)).orderBy("user_id").collectAsList();
    assertThat(apart).isEqualTo(together);
  }

  @Test
  void theScoreOfTheOtherClassIsTheComplement() throws IOException {
    try (CatBoostScorer scorer =
        CatBoostScorer.load(
            SPARK,
            "model sample/1",
            Files.readAllBytes(model.cbm()),
            SampleUsers.FEATURES,
            ModelOutput.of(Task.BINARY, List.of("1", "0"), "1", "Logloss"))) {
      Row row = scorer.score(table(users.coalesce(1)), List.of("user_id")).head();
      assertThat(row.getDouble(1)).isCloseTo(1 - model.probability(row.getLong(0)), within(1e-6));
    }
  }

  @Test
  void aCalibrationIsAppliedToTheProbability() throws IOException {
    Calibration calibration = new Calibration.Platt(2, -0.5);
    try (Scorer scorer =
        CatBoostScorer.load(
            SPARK,
            "model sample/1",
            Files.readAllBytes(model.cbm()),
            SampleUsers.FEATURES,
            ModelOutput.of(Task.BINARY, List.of("0", "1"), "1", "Logloss")
                .calibrated(calibration))) {
      for (Row row : scorer.score(table(users.limit(50)), List.of("user_id")).collectAsList()) {
        double expected = calibration.apply(model.probability(row.getLong(0)));
        assertThat(row.getDouble(1)).isCloseTo(expected, within(1e-6));
      }
    }
  }

  @Test
  void refusesAModelWithOtherFeatures() {
    List<Feature> reversed = new ArrayList<>(SampleUsers.FEATURES);
    Collections.reverse(reversed);
    assertThatThrownBy(
            () ->
                CatBoostScorer.load(
                    SPARK,
                    "model sample/1",
                    Files.readAllBytes(model.cbm()),
                    reversed,
                    ModelOutput.of(Task.BINARY, List.of("0", "1"), "1", "Logloss")))
        .isInstanceOf(ContractException.class)
        .hasMessageStartingWith("model sample/1 has the features [age, country,")
        .hasMessageContaining("its manifest says [frequency, is_adult,");
  }

  @Test
  void refusesAFileThatIsNoModel() {
    assertThatThrownBy(
            () ->
                CatBoostScorer.load(
                    SPARK,
                    "model sample/1",
                    new byte[] {1, 2, 3},
                    SampleUsers.FEATURES,
                    ModelOutput.of(Task.BINARY, List.of("0", "1"), "1", "Logloss")))
        .isInstanceOf(ContractException.class)
        .hasMessageStartingWith("CatBoost cannot load model sample/1: ");
  }

  @Test
  void namesEveryInputThatIsAbsentOrOfAnotherType() {
    Dataset<Row> wrong =
        users.drop("country").withColumn("age", users.col("age").cast(DataTypes.StringType));
    assertThatThrownBy(() -> table(wrong))
        .isInstanceOf(ContractException.class)
        .hasMessage(
            "sample: column 'age' is string, the model wants integer; column 'country' is absent."
                + " The columns are user_id, age, monetary, frequency, is_premium, label");
  }

  @Test
  void numbersThatNoFloatHoldsBecomeTheLargestAndNullAndNaNAreMissing() {
    StructType schema =
        new StructType().add("user_id", DataTypes.LongType).add("x", DataTypes.DoubleType);
    List<Row> rows = new ArrayList<>();
    double[] values = {
      Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e300, Double.NaN, -0.5, 16777217
    };
    for (int i = 0; i < values.length; i++) {
      rows.add(RowFactory.create((long) i, values[i]));
    }
    rows.add(RowFactory.create((long) values.length, null));
    Dataset<Row> table = SPARK.createDataFrame(rows, schema).coalesce(1);
    List<Feature> features =
        List.of(new Feature("x", io.propensity.expression.ColumnType.NUMBER, Feature.Kind.NUMERIC));
    assertThat(
            table.select(FeatureTable.vector(table, features).get(0)).collectAsList().stream()
                .map(row -> row.get(0))
                .toList())
        .containsExactly(
            Float.MAX_VALUE, -Float.MAX_VALUE, Float.MAX_VALUE, null, -0.5f, 16777216f, null);
  }

  private static Dataset<Row> score(Dataset<Row> rows) throws IOException {
    return CatBoostScorer.load(
            SPARK,
            "model sample/1",
            Files.readAllBytes(model.cbm()),
            SampleUsers.FEATURES,
            ModelOutput.of(Task.BINARY, List.of("0", "1"), "1", "Logloss"))
        .score(table(rows), List.of("user_id"));
  }

  private static Dataset<Row> table(Dataset<Row> rows) {
    return FeatureTable.of(
        rows, "sample", List.of("user_id"), SampleUsers.INPUTS, SampleUsers.DERIVED, DAY);
  }
}
