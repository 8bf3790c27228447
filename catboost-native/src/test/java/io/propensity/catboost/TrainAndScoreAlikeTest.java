package io.propensity.catboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.catboost.CatBoostError;
import ai.catboost.CatBoostModel;
import ai.catboost.CatBoostPredictions;
import io.propensity.catboost.LearnFiles.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the trainer predicts, the scorer predicts: both native libraries run in this test. */
class TrainAndScoreAlikeTest {

  private static final List<@Nullable String> ODD_CATEGORIES =
      Arrays.asList(
          null,
          "",
          " ",
          "\t",
          "\n",
          "a\r\nb",
          "\"",
          "\"quoted\"",
          "it's",
          "back\\slash",
          "\\N",
          "\\u0009",
          "NaN",
          "nan",
          "None",
          "0",
          "1.0",
          "true",
          "\u0000",
          "\u007f",
          "\u0085",
          "\u2028",
          "\ufeffbom",
          "naïve €",
          "日本",
          "😀",
          "👩‍👩‍👧",
          "#comment",
          "a,b;c|d",
          "--option=1",
          "x".repeat(5000));

  private static final float[] ODD_NUMBERS = {
    Float.NaN, 0f, -0f, Float.MAX_VALUE, -Float.MAX_VALUE, Float.MIN_VALUE, 1e-30f, 1e30f, 16777215f
  };

  @TempDir Path directory;

  @Test
  void oddCategoriesTrainAndScoreAlike() throws Exception {
    Random random = new Random(3);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 60 * ODD_CATEGORIES.size(); i++) {
      int category = i % ODD_CATEGORIES.size();
      int label = random.nextDouble() < (category % 2 == 0 ? 0.8 : 0.2) ? 1 : 0;
      rows.add(new Row((float) random.nextGaussian(), ODD_CATEGORIES.get(category), label));
    }

    assertThat(importanceOfCategoryWhenScoresAgree(rows)).isGreaterThan(50);
  }

  @Test
  void oddNumbersTrainAndScoreAlike() throws Exception {
    Random random = new Random(4);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 1800; i++) {
      int number = i % (2 * ODD_NUMBERS.length);
      float value =
          number < ODD_NUMBERS.length ? ODD_NUMBERS[number] : (float) random.nextGaussian();
      int label = random.nextDouble() < (number % 2 == 0 ? 0.8 : 0.2) ? 1 : 0;
      rows.add(new Row(value, "US", label));
    }

    importanceOfCategoryWhenScoresAgree(rows);
  }

  @Test
  void infinityScoresAsTheGreatestNumberThatAFileCanHold() throws Exception {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      float value = i % 3 == 0 ? Float.MAX_VALUE : i % 3 == 1 ? -Float.MAX_VALUE : i;
      rows.add(new Row(value, "US", i % 3 == 0 || i % 7 == 0 ? 1 : 0));
    }
    CatBoostResult result = train(rows);

    try (CatBoostModel model = CatBoostModel.loadModel(result.model().toString())) {
      assertThat(raw(model, Float.POSITIVE_INFINITY)).isEqualTo(raw(model, Float.MAX_VALUE));
      assertThat(raw(model, Float.NEGATIVE_INFINITY)).isEqualTo(raw(model, -Float.MAX_VALUE));
      assertThat(raw(model, Float.MAX_VALUE)).isNotEqualTo(raw(model, -Float.MAX_VALUE));
    }
  }

  private static double raw(CatBoostModel model, float number) throws CatBoostError {
    return model.predict(new float[] {number}, new String[] {"US"}).get(0, 0);
  }

  private double importanceOfCategoryWhenScoresAgree(List<Row> rows) throws Exception {
    CatBoostResult result = train(rows);
    double[] printed = printed(result.evalPredictions().orElseThrow());
    assertThat(printed).hasSize(rows.size());
    try (CatBoostModel model = CatBoostModel.loadModel(result.model().toString())) {
      CatBoostPredictions scored =
          model.predict(
              rows.stream().map(row -> new float[] {row.number()}).toArray(float[][]::new),
              rows.stream().map(row -> new String[] {row.categoryText()}).toArray(String[][]::new));
      for (int i = 0; i < rows.size(); i++) {
        assertThat(scored.get(i, 0))
            .as("row %d: %s", i, rows.get(i))
            .isCloseTo(printed[i], within(1e-6));
      }
    }
    return result.importances().getOrDefault("country", 0.0);
  }

  private CatBoostResult train(List<Row> rows) throws IOException {
    Map<String, Object> parameters = Map.of("iterations", 50, "use_best_model", false);
    return CatBoostTrainer.train(
        LearnFiles.write(directory, rows).fit(parameters), line -> {}, step -> {});
  }

  private static double[] printed(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .skip(1)
        .mapToDouble(line -> Double.parseDouble(line.split("\t", 3)[1]))
        .toArray();
  }
}
