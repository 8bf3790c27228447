package io.propensity.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.catboost.CatBoostModel;
import io.propensity.catboost.CatBoostFit;
import io.propensity.catboost.CatBoostParameters;
import io.propensity.catboost.CatBoostResult;
import io.propensity.catboost.CatBoostTarget;
import io.propensity.catboost.CatBoostTrainer;
import io.propensity.expression.ColumnType;
import io.propensity.model.Feature;
import io.propensity.model.Task;
import io.propensity.run.ContractException;
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
import java.util.function.DoubleUnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models that CatBoost trains for real, of several classes and of numbers. */
class ScoresOfEveryTaskTest {

  private static final List<Feature> FEATURES =
      List.of(
          new Feature("amount", ColumnType.NUMBER, Feature.Kind.NUMERIC),
          new Feature("city", ColumnType.STRING, Feature.Kind.CATEGORICAL));
  private static final List<String> CLASSES = List.of("bronze", "gold", "silver");
  private static final List<String> CITIES = List.of("Ulm", "Zürich", "日本", "");
  private static final int ROWS = 600;

  private static final List<Row> DATA = new ArrayList<>();
  @TempDir private Path directory;

  @BeforeAll
  static void makeRows() {
    Random random = new Random(3);
    for (long id = 0; id < ROWS; id++) {
      int city = random.nextInt(CITIES.size());
      double amount = random.nextGaussian() * 10;
      int level = (int) Math.min(2, Math.max(0, Math.round(amount / 10 + city / 2.0)));
      Double shown = random.nextInt(9) == 0 ? null : Double.valueOf(amount);
      DATA.add(RowFactory.create(id, level, shown, CITIES.get(city)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"MultiClass", "MultiClassOneVsAll"})
  void severalClassesGetTheProbabilitiesThatTheTrainerPrinted(String loss) throws IOException {
    CatBoostResult result = train(loss, true);
    List<String> printed = Files.readAllLines(result.evalPredictions().orElseThrow());
    List<String> header = Arrays.asList(printed.get(0).split("\t", -1));
    int first = header.indexOf("Probability:Class=0");
    assertThat(first).as("header %s", header).isPositive();

    List<Row> scored = scores(result.model(), ModelOutput.of(Task.MULTICLASS, CLASSES, null, loss));

    assertThat(scored).hasSize(ROWS);
    for (int i = 0; i < ROWS; i++) {
      String[] fields = printed.get(i + 1).split("\t", -1);
      List<Double> probabilities = scored.get(i).getList(3);
      int top = 0;
      for (int c = 0; c < CLASSES.size(); c++) {
        assertThat(probabilities.get(c))
            .as("row %d, class %d", i, c)
            .isCloseTo(Double.parseDouble(fields[first + c]), within(1e-6));
        top = probabilities.get(c) > probabilities.get(top) ? c : top;
      }
      assertThat(scored.get(i).getDouble(1)).isEqualTo(probabilities.get(top));
      assertThat(scored.get(i).getString(2)).isEqualTo(CLASSES.get(top));
    }
  }

  @Test
  void aRegressionsScoreIsItsValue() throws Exception {
    requireRegression("RMSE", raw -> raw);
  }

  @Test
  void lossesWithALogarithmGiveTheMean() throws Exception {
    requireRegression("Poisson", Math::exp);
    requireRegression("Tweedie:variance_power=1.5", Math::exp);
  }

  @Test
  void refusesAModelWithAnotherNumberOfOutputs() throws IOException {
    Path model = train("RMSE", false).model();
    assertThatThrownBy(
            () -> scores(model, ModelOutput.of(Task.MULTICLASS, CLASSES, null, "MultiClass")))
        .isInstanceOf(ContractException.class)
        .hasMessage(
            "the model gives 1 values a row; a multiclass model with the classes"
                + " [bronze, gold, silver] gives 3");
  }

  private void requireRegression(String loss, DoubleUnaryOperator link) throws Exception {
    Path model = train(loss, false).model();
    List<Row> scored = scores(model, ModelOutput.of(Task.REGRESSION, List.of(), null, loss));
    try (CatBoostModel own = CatBoostModel.loadModel(Files.readAllBytes(model))) {
      for (int i = 0; i < ROWS; i++) {
        Row row = DATA.get(i);
        float amount = row.isNullAt(2) ? Float.NaN : (float) row.getDouble(2);
        double raw = own.predict(new float[] {amount}, new String[] {row.getString(3)}).get(0, 0);
        assertThat(scored.get(i).getDouble(1))
            .as("row %d of %s", i, loss)
            .isEqualTo(link.applyAsDouble(raw));
      }
    }
    assertThat(scored.stream().mapToDouble(row -> row.getDouble(1)).distinct().count())
        .isGreaterThan(50);
  }

  private static List<Row> scores(Path model, ModelOutput output) throws IOException {
    StructType schema = StructType.fromDDL("id LONG, level INT, amount DOUBLE, city STRING");
    Dataset<Row> rows = LocalSpark.session().createDataFrame(DATA, schema).coalesce(1);
    try (Scorer scorer =
        CatBoostScorer.load(
            LocalSpark.session(), "the model", Files.readAllBytes(model), FEATURES, output)) {
      return scorer.score(rows, List.of("id")).collectAsList();
    }
  }

  private CatBoostResult train(String loss, boolean print) throws IOException {
    Path file = directory.resolve("rows.tsv");
    Files.write(
        file,
        DATA.stream()
            .map(
                row ->
                    "%d\t%d\t%s\t%s"
                        .formatted(
                            row.getLong(0),
                            row.getInt(1),
                            row.isNullAt(2) ? "NaN" : row.getDouble(2),
                            row.getString(3)))
            .toList());
    Path columns = directory.resolve("columns.tsv");
    Files.write(columns, List.of("0\tSampleId", "1\tLabel", "2\tNum\tamount", "3\tCateg\tcity"));
    return CatBoostTrainer.train(
        new CatBoostFit(
            file,
            print ? Optional.of(file) : Optional.empty(),
            columns,
            FEATURES.stream().map(Feature::name).toList(),
            CatBoostParameters.of(
                loss.startsWith("Multi")
                    ? CatBoostTarget.multiclass(List.of("0", "1", "2"))
                    : CatBoostTarget.regression(),
                FEATURES.stream().map(Feature::name).toList(),
                Map.of("loss_function", loss, "iterations", 20),
                1),
            directory,
            print ? List.of("RawFormulaVal", "Probability") : List.of(),
            0),
        line -> {},
        progress -> {});
  }
}
