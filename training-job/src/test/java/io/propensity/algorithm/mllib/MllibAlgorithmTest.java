package io.propensity.algorithm.mllib;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.rand;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.propensity.algorithm.FittedModel;
import io.propensity.algorithm.Importances;
import io.propensity.algorithm.LearningCurve;
import io.propensity.features.Features;
import io.propensity.model.Flavor;
import io.propensity.model.Task;
import io.propensity.pipeline.Pipeline;
import io.propensity.split.SplitName;
import io.propensity.split.TrainingSet;
import io.propensity.test.SampleUsers;
import io.propensity.training.Pipelines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MllibAlgorithmTest {

  private static final Map<String, Object> SMALL_FOREST = Map.of("numTrees", 4, "maxDepth", 4);

  @TempDir private Path directory;

  @Tag("heavy")
  @ParameterizedTest
  @ValueSource(strings = {"random-forest", "logistic-regression"})
  void makesTheSameModelOfTheSameRowsInAnotherOrder(String name) throws IOException {
    Map<String, Object> parameters =
        name.equals("random-forest") ? SMALL_FOREST : Map.of("maxIter", 20);
    FittedModel one = fit(name, FittingSets.binary(FittingSets.users()), parameters, "one");
    FittedModel other =
        fit(
            name,
            FittingSets.binary(FittingSets.users().repartition(5).orderBy(rand(3))),
            parameters,
            "other");
    assertThat(other.fingerprint()).isPresent().isEqualTo(one.fingerprint());
    assertThat(other.importances().main().byFeature())
        .isEqualTo(one.importances().main().byFeature());
    FittedModel another =
        fit(name, FittingSets.multiclass(FittingSets.users()), parameters, "another");
    assertThat(another.fingerprint()).isNotEqualTo(one.fingerprint());
  }

  @Tag("heavy")
  @Test
  void weightsByClassAreThoseOfTheRowsTimesThem() throws IOException {
    TrainingSet users = FittingSets.binary(FittingSets.users());
    TrainingSet counted = users.with(users.rows(), "none is needed");
    List<Long> rows = counted.counts().counts().getOrDefault(SplitName.TRAIN, List.of());
    double no = (rows.get(0) + rows.get(1)) / (2.0 * rows.get(0));
    double yes = (rows.get(0) + rows.get(1)) / (2.0 * rows.get(1));
    assertThat(yes).as("the rarer class counts more").isGreaterThan(no);

    FittedModel balanced =
        new MllibAlgorithm(pipeline("balanced"))
            .fit(counted, Files.createDirectory(directory.resolve("balanced")));
    FittedModel byHand =
        fit(
            "random-forest",
            weighted(counted, when(col(Features.LABEL).equalTo(1), yes).otherwise(no)),
            SMALL_FOREST,
            "by-hand");
    FittedModel plain = fit("random-forest", counted, SMALL_FOREST, "plain");
    FittedModel both =
        new MllibAlgorithm(pipeline("{\"0\": 1, \"1\": 3}"))
            .fit(weighted(counted, lit(2.0)), Files.createDirectory(directory.resolve("both")));
    FittedModel bothByHand =
        fit(
            "random-forest",
            weighted(counted, when(col(Features.LABEL).equalTo(1), 6.0).otherwise(2.0)),
            SMALL_FOREST,
            "both-by-hand");

    assertThat(balanced.parameters()).containsEntry("class_weights", Map.of("0", no, "1", yes));
    assertThat(balanced.fingerprint()).isEqualTo(byHand.fingerprint());
    assertThat(balanced.fingerprint()).isNotEqualTo(plain.fingerprint());
    assertThat(plain.parameters()).doesNotContainKey("class_weights");
    assertThat(both.fingerprint()).isEqualTo(bothByHand.fingerprint());
  }

  private static TrainingSet weighted(TrainingSet set, Column weight) {
    return new TrainingSet(
        set.rows().withColumn(Features.WEIGHT, weight),
        set.counts(),
        set.columns(),
        set.key(),
        set.task(),
        set.classes(),
        set.positive(),
        true,
        set.seed());
  }

  private static Pipeline pipeline(String weights) {
    return Pipelines.parse(
        """
        format_version: 1
        name: weighed
        key: user_id
        task: binary
        sources: {raw: {format: sample_users}}
        label: {column: label, positive: 1}
        numeric: [age]
        class_weights: %s
        algorithm: {name: random-forest, params: {numTrees: 4, maxDepth: 4}}
        """
            .formatted(weights));
  }

  @Test
  void tellsHowAForestWasMade() throws IOException {
    FittedModel forest =
        fit("random-forest", FittingSets.binary(FittingSets.users()), SMALL_FOREST, "forest");
    assertThat(forest.flavor()).isEqualTo(Flavor.SPARK_MLLIB);
    assertThat(forest.trees()).hasValue(4);
    assertThat(forest.seed()).isEqualTo(42);
    assertThat(forest.parameters())
        .containsEntry("numTrees", 4)
        .containsEntry("maxBins", 32)
        .containsEntry("seed", 42L)
        .containsEntry("rows_fitted", 240L);
    Importances.Kind gini = forest.importances().main();
    assertThat(gini.name()).isEqualTo("gini");
    assertThat(gini.byFeature()).containsOnlyKeys(SampleUsers.featureNames());
    assertThat(gini.byFeature().values().stream().mapToDouble(each -> each).sum())
        .as("percent")
        .isCloseTo(100, within(1e-9));
    assertThat(List.copyOf(gini.byFeature().values()))
        .as("greatest first")
        .isSortedAccordingTo((a, b) -> Double.compare(b, a));
    assertThat(names(forest.files()))
        .contains("spark-model/metadata/part-00000.txt")
        .allSatisfy(name -> assertThat(name).matches("spark-model/([A-Za-z0-9_.-]+/)+part-0[^-]*"));
  }

  @Test
  void stopsBoostingWhereTheValidationSplitSaysSo() throws IOException {
    FittedModel boosted =
        fit(
            "gbt",
            FittingSets.binary(FittingSets.users()),
            Map.of("maxIter", 6, "maxDepth", 2, "validation_tol", 0.0),
            "gbt");
    LearningCurve curve = boosted.learningCurve().orElseThrow();
    assertThat(curve.train())
        .hasSize(boosted.trees().getAsInt())
        .isSortedAccordingTo((a, b) -> Double.compare(b, a));
    assertThat(curve.validation()).hasSameSizeAs(curve.train());
    assertThat(boosted.importances().main().name()).isEqualTo("variance");
  }

  @Test
  void keepsAsManyBoostedTreesAsAreAskedForAndNeedsNoValidationForThem() {
    MllibAlgorithm boosting =
        new MllibAlgorithm("gbt", Task.BINARY, Map.of("max_iter", 6, "maxDepth", 2));
    String parameter = boosting.iterationsParameter().orElseThrow();
    TrainingSet all = FittingSets.binary(FittingSets.users()).unwatched();

    FittedModel again = boosting.with(Map.of(parameter, 2)).fit(all, directory);

    assertThat(again.trees()).hasValue(2);
    assertThat(new MllibAlgorithm("random-forest", Task.BINARY, Map.of()).iterationsParameter())
        .isEmpty();
  }

  @Test
  void sumsTheCoefficientsOfAFeaturesParts() throws IOException {
    FittedModel linear =
        fit(
            "linear-regression",
            FittingSets.regression(FittingSets.users()),
            Map.of("regParam", 0.01),
            "linear");
    List<Importances.Kind> kinds = linear.importances().kinds();
    assertThat(kinds)
        .extracting(Importances.Kind::name)
        .containsExactly("coefficient", "coefficient_parts");
    Map<String, Double> parts = kinds.get(1).byFeature();
    assertThat(parts)
        .containsKeys("age", "age is missing", "country = US", "country = \\N", "country = \\E");
    double country =
        parts.entrySet().stream()
            .filter(each -> each.getKey().startsWith("country = "))
            .mapToDouble(each -> Math.abs(each.getValue()))
            .sum();
    assertThat(kinds.get(0).byFeature().get("country")).isCloseTo(country, within(1e-9));
    assertThat(kinds.get(0).byFeature()).containsOnlyKeys(SampleUsers.featureNames());
    assertThat(linear.trees()).isEmpty();
  }

  private FittedModel fit(
      String name, TrainingSet set, Map<String, Object> parameters, String folder)
      throws IOException {
    return new MllibAlgorithm(name, set.task(), parameters)
        .fit(set, Files.createDirectory(directory.resolve(folder + set.task())));
  }

  private static List<String> names(Path files) throws IOException {
    try (Stream<Path> found = Files.walk(files)) {
      return found
          .filter(Files::isRegularFile)
          .map(file -> files.relativize(file).toString())
          .toList();
    }
  }
}
