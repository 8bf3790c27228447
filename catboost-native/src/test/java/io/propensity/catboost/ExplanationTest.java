package io.propensity.catboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.catboost.CatBoostModel;
import ai.catboost.CatBoostPredictions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several classes and numbers: what the trainer predicts and explains, the scorer predicts. */
class ExplanationTest {

  private static final List<String> FEATURES = List.of("spend", "age", "country");
  private static final List<String> CLASSES = List.of("no thanks", "maybe", "7", "Yes");
  private static final int ROWS = 300;

  @TempDir Path directory;

  private final List<float[]> numbers = new ArrayList<>();
  private final List<String[]> categories = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(strings = {"MultiClass", "MultiClassOneVsAll"})
  void severalClasses(String loss) throws Exception {
    CatBoostResult result =
        train(CatBoostTarget.multiclass(CLASSES), Map.of("loss_function", loss));

    assertThat(result.file().info().get("class_params"))
        .contains("[\"no thanks\",\"maybe\",\"7\",\"Yes\"]");
    assertThat(result.explanation().orElseThrow().lossFunctionChange()).containsOnlyKeys(FEATURES);
    requireAgreement(result, 4);
  }

  @Test
  void aClassThatNoRowHasIsRefused() {
    List<String> more = Stream.concat(CLASSES.stream(), Stream.of("never")).toList();

    assertThatThrownBy(() -> train(CatBoostTarget.multiclass(more), Map.of()))
        .isInstanceOf(CatBoostException.class)
        .hasMessageContaining("the rows that are learnt have only 4 of the classes")
        .hasMessageContaining("never");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"RMSE", "MAE", "Quantile:alpha=0.9", "Poisson", "Tweedie:variance_power=1.5"})
  void numbers(String loss) throws Exception {
    requireAgreement(train(CatBoostTarget.regression(), Map.of("loss_function", loss)), 1);
  }

  @Test
  void saysHowTheFeaturesAct() throws Exception {
    CatBoostExplanation explanation =
        train(CatBoostTarget.regression(), Map.of()).explanation().orElseThrow();

    assertThat(explanation.lossFunctionChange()).containsOnlyKeys("spend", "age", "country");
    assertThat(explanation.interactions()).isNotEmpty();
    assertThat(explanation.interactions().get(0).strength()).isBetween(0.0, 100.0);
  }

  @Test
  void treesThatAreNotSymmetricAreExplainedWithoutShap() throws Exception {
    CatBoostResult result = train(CatBoostTarget.regression(), Map.of("grow_policy", "Lossguide"));

    assertThat(result.explanation().orElseThrow().shap()).isEmpty();
    byte[] cbm = Files.readAllBytes(result.model());
    assertThatThrownBy(() -> ShapModel.of(cbm, FEATURES.size()))
        .isInstanceOf(CatBoostException.class)
        .hasMessage("CatBoost's library has SHAP values for symmetric trees alone");
    assertThat(result.explanation().orElseThrow().interactions()).isNotEmpty();
    assertThat(ForkedTrees.isOf(cbm)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Lossguide", "Depthwise"})
  void conditionsThatRowsMeetLeadToTheLeavesThatTheyAreScoredBy(String policy) throws Exception {
    CatBoostResult result =
        train(
            CatBoostTarget.multiclass(CLASSES),
            Map.of("grow_policy", policy, "border_count", 254, "n_estimators", 60));
    byte[] cbm = Files.readAllBytes(result.model());
    ForkedTrees trees = ForkedTrees.of(cbm);
    assertThat(trees.conditions()).hasSizeGreaterThan(2 * ForkedTrees.PER_OUTPUT);
    assertThat(trees.conditions()).allSatisfy(asked -> assertThat(asked).hasSize(1));

    boolean[][] met = new boolean[ROWS][trees.conditions().size()];
    for (int copy = 0; copy < trees.copies().size(); copy++) {
      try (CatBoostModel model = CatBoostModel.loadModel(trees.copies().get(copy))) {
        CatBoostPredictions bits = model.predict(floats(), texts());
        int first = copy * ForkedTrees.PER_COPY;
        for (int row = 0; row < ROWS; row++) {
          for (int i = first; i < Math.min(met[row].length, first + ForkedTrees.PER_COPY); i++) {
            int place = i - first;
            long output = (long) bits.get(row, place / ForkedTrees.PER_OUTPUT);
            met[row][i] = (output >>> place % ForkedTrees.PER_OUTPUT & 1) == 1;
          }
        }
      }
    }
    try (CatBoostModel model = CatBoostModel.loadModel(cbm)) {
      CatBoostPredictions scored = model.predict(floats(), texts());
      for (int row = 0; row < ROWS; row++) {
        for (int output = 0; output < CLASSES.size(); output++) {
          double sum = trees.bias()[output];
          for (ForkedTree tree : trees.trees()) {
            sum += leaf(tree, met[row]).values()[output];
          }
          assertThat(sum).isCloseTo(scored.get(row, output), within(1e-9));
        }
      }
    }
  }

  private static ForkedTree.Leaf leaf(ForkedTree node, boolean[] met) {
    return node instanceof ForkedTree.Fork fork
        ? leaf(met[fork.condition()] ? fork.yes() : fork.no(), met)
        : (ForkedTree.Leaf) node;
  }

  private float[][] floats() {
    return numbers.toArray(float[][]::new);
  }

  private String[][] texts() {
    return categories.toArray(String[][]::new);
  }

  private void requireAgreement(CatBoostResult result, int outputs) throws Exception {
    ShapValues shap = result.explanation().orElseThrow().shap().orElseThrow();
    List<String> printed = Files.readAllLines(result.evalPredictions().orElseThrow());
    assertThat(shap.values()).hasNumberOfRows(100);
    assertThat(shap.outputs()).isEqualTo(outputs);
    requireShapModel(result, shap);
    try (CatBoostModel model = CatBoostModel.loadModel(result.model().toString())) {
      CatBoostPredictions scored = model.predict(floats(), texts());
      for (int row = 0; row < ROWS; row++) {
        String[] fields = printed.get(row + 1).split("\t", -1);
        for (int output = 0; output < outputs; output++) {
          double raw = Double.parseDouble(fields[1 + output]);
          assertThat(scored.get(row, output)).as("row %d", row).isCloseTo(raw, within(1e-6));
          if (row < shap.values().length) {
            assertThat(sum(shap, row, output)).as("row %d", row).isCloseTo(raw, within(1e-6));
          }
        }
      }
    }
  }

  /** One call gives the same values as a call a feature does. */
  private void requireShapModel(CatBoostResult result, ShapValues shap) throws Exception {
    ShapModel explaining = ShapModel.of(Files.readAllBytes(result.model()), shap.features());
    try (CatBoostModel model = CatBoostModel.loadModel(explaining.cbm())) {
      CatBoostPredictions values = model.predict(floats(), texts());
      for (int row = 0; row < shap.values().length; row++) {
        for (int output = 0; output < shap.outputs(); output++) {
          for (int feature = 0; feature < shap.features(); feature++) {
            assertThat(values.get(row, output * shap.features() + feature))
                .isCloseTo(shap.value(row, output, feature), within(1e-9));
          }
          assertThat(explaining.base()[output])
              .isCloseTo(shap.value(row, output, shap.features()), within(1e-9));
        }
      }
    }
  }

  private static double sum(ShapValues shap, int row, int output) {
    double sum = 0;
    for (int feature = 0; feature <= shap.features(); feature++) {
      sum += shap.value(row, output, feature);
    }
    return sum;
  }

  private CatBoostResult train(CatBoostTarget target, Map<String, Object> more) throws IOException {
    Map<String, Object> given = new LinkedHashMap<>(more);
    given.putIfAbsent("n_estimators", 30);
    Path rows = rows(target);
    Path columns =
        Files.writeString(
            directory.resolve("columns.tsv"),
            "0\tLabel\n1\tWeight\n2\tNum\tspend\n3\tCateg\tcountry\n4\tNum\tage\n");
    List<String> features = List.of("spend", "country", "age");
    CatBoostFit fit =
        new CatBoostFit(
            rows,
            Optional.of(rows),
            columns,
            features,
            CatBoostParameters.of(target, FEATURES, given, 3),
            directory,
            List.of("RawFormulaVal"),
            100);
    return CatBoostTrainer.train(fit, line -> {}, step -> {});
  }

  private Path rows(CatBoostTarget target) throws IOException {
    Random random = new Random(5);
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < ROWS; row++) {
      float spend = random.nextInt(20) == 0 ? Float.NaN : (float) random.nextGaussian();
      float age = random.nextInt(80);
      String country = "country " + random.nextInt(12);
      double value = (Float.isNaN(spend) ? 1 : Math.abs(spend)) + age / 40 + country.length() / 5.0;
      String label =
          target.classes().isEmpty()
              ? Double.toString(value)
              : target.classes().get((int) Math.max(0, Math.min(3, value - 1.8)));
      numbers.add(new float[] {spend, age});
      categories.add(new String[] {country});
      text.append(label).append('\t').append(1 + random.nextFloat()).append('\t').append(spend);
      text.append('\t').append(country).append('\t').append(age).append('\n');
    }
    return Files.writeString(directory.resolve("rows.tsv"), text);
  }
}
