package io.propensity.evaluation.warning;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.evaluation.scan.ColumnScan;
import io.propensity.evaluation.scan.Scans;
import io.propensity.model.Task;
import io.propensity.split.SplitName;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WarningsTest {

  private static final Evidence NOTHING = binary(Map.of("roc_auc", 0.8, "roc_auc_low", 0.79));

  @Test
  void nothingIsSaidOfAModelThatIsAsItShouldBe() {
    assertThat(Warnings.of(NOTHING)).isEmpty();
  }

  @Test
  void eachSuspicionIsInTheList() throws Exception {
    Field all = Warnings.class.getDeclaredField("ALL");
    all.setAccessible(true);
    List<String> listed =
        ((List<?>) all.get(null)).stream().map(each -> each.getClass().getSimpleName()).toList();

    assertThat(listed).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(written());
  }

  /** The names of the records of this package that are suspicions. */
  private static List<String> written() throws IOException {
    Path folder = Path.of("src/main/java/io/propensity/evaluation/warning");
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString().replace(".java", ""))
          .filter(name -> !name.equals("package-info"))
          .filter(WarningsTest::isSuspicion)
          .toList();
    }
  }

  private static boolean isSuspicion(String name) {
    try {
      Class<?> type = Class.forName(Warnings.class.getPackageName() + "." + name);
      return type.isRecord() && Suspicion.class.isAssignableFrom(type);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(name, e);
    }
  }

  @Test
  void aResultIsTooGoodToBeTrueAboveAnAucOf995() {
    assertThat(new TooGood().in(binary(Map.of("roc_auc", 0.9951))))
        .containsExactly(
            "Too good to be true: roc_auc of the test split is 0.9951. A feature may be known only after the label, or be made of it: look at the most important ones, and exclude such a column");
    assertThat(new TooGood().in(evidence(Task.REGRESSION, SplitName.VALIDATION, Map.of("r2", 1.0))))
        .singleElement()
        .asString()
        .startsWith("Too good to be true: r2 of the validation split is 1.0000.");
    assertThat(
            new TooGood().in(evidence(Task.MULTICLASS, SplitName.TEST, Map.of("roc_auc_ovr", 1.0))))
        .hasSize(1);

    assertThat(new TooGood().in(binary(Map.of("roc_auc", 0.995)))).isEmpty();
    assertThat(new TooGood().in(binary(Map.of()))).isEmpty();
    assertThat(new TooGood().in(evidence(Task.BINARY, SplitName.TRAIN, Map.of("roc_auc", 1.0))))
        .as("of rows that were fitted on, where it is no wonder")
        .isEmpty();
  }

  @Test
  void oneThatKnowsNothingIsNoBetterThanChance() {
    assertThat(new NoBetterThanChance().in(binary(Map.of("roc_auc", 0.4321, "roc_auc_low", 0.4))))
        .containsExactly(
            "Worse than chance: roc_auc of the test split is 0.4321, and one who knows nothing has 0.5");
    assertThat(new NoBetterThanChance().in(binary(Map.of("roc_auc", 0.52, "roc_auc_low", 0.5))))
        .containsExactly(
            "No better than chance, as far as can be told: roc_auc of the test split is 0.5200, and one who knows nothing has 0.5");
    assertThat(
            new NoBetterThanChance()
                .in(evidence(Task.REGRESSION, SplitName.VALIDATION, Map.of("r2", -0.25))))
        .containsExactly(
            "Worse than chance: r2 of the validation split is -0.2500, and one who knows nothing has 0.0");

    assertThat(new NoBetterThanChance().in(binary(Map.of("roc_auc", 0.52, "roc_auc_low", 0.501))))
        .isEmpty();
    assertThat(
            new NoBetterThanChance()
                .in(evidence(Task.REGRESSION, SplitName.TEST, Map.of("r2", 0.01))))
        .as("without an interval")
        .isEmpty();
  }

  @Test
  void rowsOfTheTestSplitThatWereFittedAreToldAboveAHundredth() {
    assertThat(new DoubledRows().in(doubled(0.0312)))
        .containsExactly(
            "3.1 % of the test split's rows have the very features of a row that was fitted: if they are the same rows twice, the metrics are too good; split by: group keeps them together");

    assertThat(new DoubledRows().in(doubled(0.01))).isEmpty();
  }

  @Test
  void aSmallTestSplitDoesNotBearItsDecimals() {
    Map<String, Double> wide =
        Map.of("rows", 210.0, "roc_auc", 0.8462, "roc_auc_low", 0.79, "roc_auc_high", 0.91);
    assertThat(new SmallTestSplit().in(binary(wide)))
        .containsExactly(
            "The test split has 210 rows: roc_auc is 0.85 give or take 0.06 (95 %), and its further decimals say nothing. cross_validation uses every row");
    assertThat(
            new SmallTestSplit()
                .in(
                    evidence(
                        Task.MULTICLASS,
                        SplitName.VALIDATION,
                        Map.of(
                            "rows", 99.0,
                            "accuracy", 0.7,
                            "accuracy_low", 0.6,
                            "accuracy_high", 0.8))))
        .singleElement()
        .asString()
        .startsWith("The validation split has 99 rows: accuracy is 0.70 give or take 0.10 (95 %)");
    assertThat(
            new SmallTestSplit()
                .in(evidence(Task.REGRESSION, SplitName.TEST, Map.of("rows", 499.0, "r2", 0.5))))
        .containsExactly(
            "The test split has only 499 rows: its metrics are rough. cross_validation uses every row");

    assertThat(
            new SmallTestSplit()
                .in(
                    binary(
                        Map.of(
                            "rows", 210.0,
                            "roc_auc", 0.8,
                            "roc_auc_low", 0.785,
                            "roc_auc_high", 0.815))))
        .isEmpty();
    assertThat(
            new SmallTestSplit()
                .in(evidence(Task.REGRESSION, SplitName.TEST, Map.of("rows", 500.0, "r2", 0.5))))
        .isEmpty();
    assertThat(new SmallTestSplit().in(evidence(Task.BINARY, SplitName.TRAIN, wide)))
        .as("where there is no test split, which is said already")
        .isEmpty();
  }

  @Test
  void scoresOfAFitWithWeightsAreNoProbabilities() {
    List<String> settings = List.of("weight: visits", "class_weights");
    assertThat(new NotProbabilities().in(weighed(Task.BINARY, settings, false)))
        .containsExactly(
            "Scores are no probabilities: weight: visits, class_weights weighs classes or rows in the fit. Ranks are right; for probabilities set evaluation.calibration");

    assertThat(new NotProbabilities().in(weighed(Task.BINARY, settings, true)))
        .as("calibrated")
        .isEmpty();
    assertThat(new NotProbabilities().in(weighed(Task.BINARY, List.of(), false))).isEmpty();
    assertThat(new NotProbabilities().in(weighed(Task.REGRESSION, settings, false))).isEmpty();
  }

  @Test
  void featuresOfOneValueAreNamedTheFirstTenOfThem() {
    assertThat(new ConstantFeatures().in(scanned(Map.of("age", false, "country", true))))
        .containsExactly("1 feature has one value in all rows and tells nothing: country");
    Map<String, Boolean> many = new LinkedHashMap<>();
    IntStream.rangeClosed(1, 12).forEach(i -> many.put("f" + i, true));
    assertThat(new ConstantFeatures().in(scanned(many)))
        .containsExactly(
            "12 features have one value in all rows and tell nothing: f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, ...");

    assertThat(new ConstantFeatures().in(scanned(Map.of("age", false)))).isEmpty();
  }

  @Test
  void aThresholdThatIsOutOfReachSaysWhatWasAskedFor() {
    Evidence missed =
        new Evidence(
            Task.BINARY,
            Map.of(),
            SplitName.TEST,
            Map.of(),
            Map.of(),
            0,
            "precision of at least 0.9",
            List.of(),
            false);
    assertThat(new OutOfReach().in(missed))
        .containsExactly(
            "No threshold has precision of at least 0.9 on the validation split: the nearest was taken");

    assertThat(new OutOfReach().in(NOTHING)).isEmpty();
  }

  @Test
  void withoutATestSplitItIsSaidWhatWasMeasured() {
    assertThat(new NoTestSplit().in(evidence(Task.BINARY, SplitName.VALIDATION, Map.of())))
        .singleElement()
        .asString()
        .startsWith("There is no test split: the metrics are of the validation split");
    assertThat(new NoTestSplit().in(evidence(Task.BINARY, SplitName.TRAIN, Map.of())))
        .singleElement()
        .asString()
        .endsWith("those of the cross-validation count");

    assertThat(new NoTestSplit().in(NOTHING)).isEmpty();
  }

  private static Evidence binary(Map<String, Double> metrics) {
    return evidence(Task.BINARY, SplitName.TEST, metrics);
  }

  private static Evidence evidence(Task task, SplitName measured, Map<String, Double> metrics) {
    return new Evidence(
        task,
        Map.of(measured.label(), metrics),
        measured,
        Map.of(),
        Map.of(),
        0,
        "",
        List.of(),
        false);
  }

  private static Evidence doubled(double share) {
    return new Evidence(
        Task.BINARY, Map.of(), SplitName.TEST, Map.of(), Map.of(), share, "", List.of(), false);
  }

  private static Evidence weighed(Task task, List<String> settings, boolean calibrated) {
    return new Evidence(
        task, Map.of(), SplitName.TEST, Map.of(), Map.of(), 0, "", settings, calibrated);
  }

  private static Evidence scanned(Map<String, Boolean> constant) {
    Map<String, ColumnScan> scans = new LinkedHashMap<>();
    constant.forEach((name, isConstant) -> scans.put(name, Scans.of(1, isConstant ? 1 : 2)));
    return new Evidence(
        Task.BINARY, Map.of(), SplitName.TEST, scans, Map.of(), 0, "", List.of(), false);
  }
}
