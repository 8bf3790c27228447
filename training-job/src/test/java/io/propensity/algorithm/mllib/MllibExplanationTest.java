package io.propensity.algorithm.mllib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.propensity.algorithm.FittedModel;
import io.propensity.json.Json;
import io.propensity.model.Flavor;
import io.propensity.model.Task;
import io.propensity.scoring.MllibColumns;
import io.propensity.scoring.MllibScorer;
import io.propensity.scoring.ModelOutput;
import io.propensity.scoring.Scorer;
import io.propensity.scoring.Scorers;
import io.propensity.scoring.shap.SlotMeans;
import io.propensity.scoring.shap.UnexplainableModelException;
import io.propensity.split.TrainingSet;
import io.propensity.test.LocalSpark;
import io.propensity.test.SampleUsers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why MLlib's models score users as they do: what is told sums up to the raw score. */
class MllibExplanationTest {

  private static final double EXACT = 1e-6;

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({"random-forest, 0", "gbt, 1", "logistic-regression, 0"})
  void ofABinaryModelWhicheverClassIsThePositiveOne(String algorithm, String positive)
      throws IOException {
    TrainingSet set = FittingSets.binary(FittingSets.users());
    ModelOutput output = ModelOutput.of(Task.BINARY, set.classes(), positive, "");

    for (Row row : explained(fit(algorithm, set, Map.of()), output, users(set))) {
      double score = row.getAs(Scorer.SCORE);
      double raw = algorithm.equals("random-forest") ? score : Math.log(score / (1 - score));
      assertThat(sum(row)).isCloseTo(raw, within(EXACT));
    }
  }

  @Tag("heavy")
  @ParameterizedTest
  @CsvSource({"random-forest", "gbt", "linear-regression"})
  void ofARegression(String algorithm) throws IOException {
    TrainingSet set = FittingSets.regression(FittingSets.users());
    ModelOutput output = ModelOutput.of(Task.REGRESSION, List.of(), null, "");

    for (Row row : explained(fit(algorithm, set, Map.of()), output, users(set))) {
      double score = row.getAs(Scorer.SCORE);
      assertThat(sum(row)).isCloseTo(score, within(EXACT * (1 + Math.abs(score))));
    }
  }

  @Tag("heavy")
  @Test
  void ofTheMostProbableOfSeveralClasses() throws IOException {
    TrainingSet set = FittingSets.multiclass(FittingSets.users());
    ModelOutput output = ModelOutput.of(Task.MULTICLASS, set.classes(), null, "");

    for (Row row : explained(fit("random-forest", set, Map.of()), output, users(set))) {
      assertThat(sum(row)).isCloseTo(row.getAs(Scorer.SCORE), within(EXACT));
    }
    FittedModel logistic = fit("logistic-regression", set, Map.of());
    Map<Long, Double> raw = linearTerms(logistic, users(set));
    List<Row> rows = explained(logistic, output, users(set));
    assertThat(rows).hasSameSizeAs(raw.keySet());
    for (Row row : rows) {
      assertThat(sum(row)).isCloseTo(raw.get(row.<Long>getAs("user_id")), within(EXACT));
    }
  }

  /** MLlib's own shortcut: a binary model may have a row of coefficients for each class. */
  @Test
  void ofABinaryModelWithCoefficientsForEachClass() throws IOException {
    TrainingSet set = FittingSets.binary(FittingSets.users());
    ModelOutput output = ModelOutput.of(Task.BINARY, set.classes(), "1", "");
    FittedModel model = fit("logistic-regression", set, Map.of("family", "multinomial"));

    for (Row row : explained(model, output, users(set))) {
      double score = row.getAs(Scorer.SCORE);
      assertThat(sum(row)).isCloseTo(Math.log(score / (1 - score)), within(EXACT));
    }
  }

  @Tag("heavy")
  @Test
  void partsOfAFeatureAreToldOfAsTheFeature() throws IOException {
    TrainingSet set = FittingSets.binary(FittingSets.users());
    ModelOutput output = ModelOutput.of(Task.BINARY, set.classes(), "1", "");
    Set<String> told = new TreeSet<>();
    for (String algorithm : List.of("gbt", "logistic-regression")) {
      for (Row row : explained(fit(algorithm, set, Map.of()), output, users(set))) {
        Row why = row.getAs(Scorer.EXPLANATION);
        List<Row> all = new ArrayList<>(why.<Row>getList(1));
        all.addAll(why.getList(2));
        all.forEach(each -> told.add(each.getString(0)));
        assertThat(all.stream().map(each -> each.getString(0)).collect(Collectors.toSet()))
            .as("each feature once")
            .hasSameSizeAs(all);
      }
    }
    assertThat(SampleUsers.featureNames()).containsAll(told);
    assertThat(told).contains("country", "age");
  }

  @Test
  void aLinearModelWithoutItsMeansIsRefused() throws IOException {
    TrainingSet set = FittingSets.regression(FittingSets.users());
    ModelOutput output = ModelOutput.of(Task.REGRESSION, List.of(), null, "");
    FittedModel linear = fit("linear-regression", set, Map.of());
    try (MllibScorer scorer = scorer(linear, output)) {
      assertThatThrownBy(() -> scorer.explaining(LocalSpark.session(), null))
          .isInstanceOf(UnexplainableModelException.class)
          .hasMessage(
              "it has no slot_means.json, which says what its rows are on average: train it again");
      assertThatThrownBy(
              () -> scorer.explaining(LocalSpark.session(), SlotMeans.of(List.of(1.0, 2.0))))
          .hasMessageContaining("slot_means.json has 2 means of ");
    }
  }

  /** Users as they were trained on, and others with gaps and categories that were never seen. */
  private static Dataset<Row> users(TrainingSet set) {
    Column other = functions.col("user_id").plus(1_000_000).as("user_id");
    Dataset<Row> odd =
        set.rows()
            .withColumn("user_id", other)
            .withColumn("country", functions.lit("never seen"))
            .withColumn("age", functions.lit(null).cast("bigint"));
    return set.rows().unionByName(odd);
  }

  private static List<Row> explained(FittedModel model, ModelOutput output, Dataset<Row> users)
      throws IOException {
    try (MllibScorer scorer = scorer(model, output);
        Scorer explaining = scorer.explaining(LocalSpark.session(), means(model))) {
      List<Row> rows = explaining.score(users, List.of("user_id")).collectAsList();
      assertThat(rows).hasSize(2 * FittingSets.USERS);
      return rows;
    }
  }

  private static double sum(Row row) {
    Row why = row.getAs(Scorer.EXPLANATION);
    double sum = why.getDouble(0) + why.getDouble(3);
    for (int side = 1; side <= 2; side++) {
      for (Row entry : why.<Row>getList(side)) {
        sum += entry.getDouble(1);
      }
    }
    return sum;
  }

  /** The linear term of the most probable class, as MLlib's own pipeline gives it. */
  private static Map<Long, Double> linearTerms(FittedModel model, Dataset<Row> users) {
    List<Column> columns = new ArrayList<>();
    columns.add(users.col("user_id"));
    columns.addAll(MllibColumns.of(users, SampleUsers.FEATURES));
    Dataset<Row> scored =
        PipelineModel.load(model.files().resolve(MllibColumns.FOLDER).toString())
            .transform(users.select(columns.toArray(Column[]::new)));
    Map<Long, Double> terms = new HashMap<>();
    for (Row row : scored.select("user_id", MllibColumns.RAW_PREDICTION).collectAsList()) {
      Vector raw = row.getAs(1);
      terms.put(row.getLong(0), raw.apply(raw.argmax()));
    }
    return terms;
  }

  private static @Nullable SlotMeans means(FittedModel model) throws IOException {
    Path file = model.files().resolve(SlotMeans.FILE);
    return Files.exists(file)
        ? Json.readVersioned(Files.readAllBytes(file), SlotMeans.class, SlotMeans.FILE)
        : null;
  }

  private FittedModel fit(String name, TrainingSet set, Map<String, Object> parameters)
      throws IOException {
    Map<String, Object> small = new HashMap<>(parameters);
    if (name.equals("gbt")) {
      small.put("maxIter", 5);
    }
    if (name.equals("random-forest")) {
      small.put("numTrees", 5);
    }
    if (name.equals("logistic-regression")) {
      small.put("regParam", 0.01); // or scores come so near to 1 that their odds are lost
    }
    return new MllibAlgorithm(name, set.task(), small)
        .fit(set, Files.createTempDirectory(directory, name));
  }

  private static MllibScorer scorer(FittedModel model, ModelOutput output) {
    return (MllibScorer)
        Scorers.load(
            LocalSpark.session(),
            "sample",
            Flavor.SPARK_MLLIB,
            model.files(),
            SampleUsers.FEATURES,
            output);
  }
}
