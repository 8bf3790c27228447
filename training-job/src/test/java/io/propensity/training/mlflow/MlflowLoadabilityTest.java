package io.propensity.training.mlflow;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.propensity.algorithm.FittedModel;
import io.propensity.algorithm.mllib.MllibAlgorithm;
import io.propensity.expression.Columns;
import io.propensity.expression.Expression;
import io.propensity.features.Features;
import io.propensity.features.ModelColumns;
import io.propensity.model.DerivedColumn;
import io.propensity.model.Flavor;
import io.propensity.model.Task;
import io.propensity.scoring.FeatureTable;
import io.propensity.scoring.ModelOutput;
import io.propensity.scoring.Scorer;
import io.propensity.scoring.Scorers;
import io.propensity.split.SplitName;
import io.propensity.split.TrainingRows;
import io.propensity.split.TrainingSet;
import io.propensity.sql.ExpressionColumns;
import io.propensity.test.LocalSpark;
import io.propensity.test.SampleModel;
import io.propensity.test.SampleUsers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Has the real Python packages load what is published, where {@code PROPENSITY_PYTHON} names a
 * Python that has them: {@code scripts/mlflow-test.sh} makes one.
 */
class MlflowLoadabilityTest {

  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
  private static final ModelOutput BINARY =
      ModelOutput.of(Task.BINARY, List.of("0", "1"), "1", "Logloss");

  /** Each over the columns of {@link SampleUsers}, whose values are NULL and odd here and there. */
  private static final List<String> EXPRESSIONS =
      List.of(
          "monetary / frequency",
          "age % 7 - frequency * 3",
          "monetary % frequency",
          "-age + 2.5",
          "age >= 18 AND is_premium OR country = 'US'",
          "NOT (age BETWEEN 20 AND 40)",
          "country IN ('US', 'DE', NULL)",
          "age NOT IN (20, 21, 22)",
          "country LIKE '%e%' OR country LIKE '_R'",
          "country IS NULL",
          "country <=> NULL",
          "CASE WHEN age < 30 THEN 'young' WHEN age < 50 THEN country ELSE 'old' END",
          "CASE frequency WHEN 0 THEN NULL WHEN 1 THEN monetary ELSE age END",
          "try_cast(concat(frequency_text(), '.5') AS DOUBLE)",
          "try_cast(monetary AS BIGINT)",
          "try_cast(is_premium AS STRING)",
          "try_cast(country AS DATE)",
          "coalesce(age, frequency, 0)",
          "nullif(frequency, 0)",
          "if(is_premium, age, monetary)",
          "least(age, monetary, frequency)",
          "greatest(age, monetary)",
          "lower(country) || upper(trim(country))",
          "length(country)",
          "substring(country, 2, 3)",
          "contains(country, 'a')",
          "startswith(country, 'U')",
          "endswith(country, 'S')",
          "round(monetary / 3, 2)",
          "round(monetary)",
          "floor(monetary / 7)",
          "ceil(monetary / 7)",
          "abs(age - 40)",
          "sqrt(monetary)",
          "exp(frequency - 2)",
          "ln(monetary)",
          "log10(frequency)",
          "power(frequency, 0.5)",
          "year(date_add(DATE '2024-02-28', age))",
          "month(date_add(DATE '2024-02-28', age * 50))",
          "day(date_add(DATE '1899-12-31', 0 - age))",
          "dayofweek(date_add(DATE '2024-02-28', age))",
          "datediff(date_add(DATE '2024-02-28', age), DATE '2020-01-01')",
          "hour(TIMESTAMP '2024-01-31 10:00:00+02:00')",
          "try_cast(date_add(DATE '2024-02-28', age) AS STRING)");

  @TempDir private Path directory;

  @Test
  void pythonGivesTheScoresOfACatBoostModel() throws IOException, InterruptedException {
    Path artifact = Files.createDirectory(directory.resolve("catboost"));
    Dataset<Row> users = SampleUsers.of(LocalSpark.session(), 400);
    SampleModel model = SampleModel.train(users, Files.createDirectory(directory.resolve("fit")));
    Files.copy(model.cbm(), artifact.resolve("model.cbm"));
    check(artifact, Flavor.CATBOOST, users, "mlflow.catboost");
  }

  @Test
  void pythonGivesTheScoresOfAnMllibModel() throws IOException, InterruptedException {
    Path fit = Files.createDirectory(directory.resolve("fit"));
    Dataset<Row> users = SampleUsers.of(LocalSpark.session(), 400);
    FittedModel forest =
        new MllibAlgorithm("random-forest", Task.BINARY, Map.of("numTrees", 5))
            .fit(set(users), fit);
    check(forest.files(), Flavor.SPARK_MLLIB, users, "mlflow.spark");
  }

  @Test
  void pythonEvaluatesExpressionsAsSparkDoes() throws IOException, InterruptedException {
    Dataset<Row> rows = table(SampleUsers.of(LocalSpark.session(), 300));
    List<Map<String, Object>> trees = new ArrayList<>();
    Dataset<Row> values = rows;
    Columns columns = ExpressionColumns.columns(rows.schema());
    for (int i = 0; i < EXPRESSIONS.size(); i++) {
      Expression expression = Expression.parse(text(i));
      values = values.withColumn("x" + i, ExpressionColumns.column(expression, rows.schema(), DAY));
      trees.add(TypedTree.of(expression, columns));
    }
    Files.write(directory.resolve("trees.json"), io.propensity.json.Json.write(trees));
    values.coalesce(1).write().parquet(directory.resolve("values").toString());
    run("expressions", directory.resolve("trees.json"), directory.resolve("values"));
  }

  private static String text(int index) {
    return EXPRESSIONS.get(index).replace("frequency_text()", "try_cast(frequency AS STRING)");
  }

  private void check(Path artifact, Flavor flavor, Dataset<Row> users, String module)
      throws IOException, InterruptedException {
    ModelColumns columns =
        new ModelColumns(SampleUsers.INPUTS, SampleUsers.DERIVED, SampleUsers.FEATURES);
    Dataset<Row> table = table(users);
    List<Row> example = table.select(inputs()).limit(5).collectAsList();
    new MlflowFiles(
            new PythonModel(flavor, columns, BINARY), Map.of("catboost", "1.0.6", "spark", "4.0.1"))
        .write(artifact, example, Instant.parse("2026-11-20T00:00:00Z"));
    Path scored = directory.resolve("scored");
    try (Scorer scorer =
        Scorers.load(
            users.sparkSession(), "sample", flavor, artifact, SampleUsers.FEATURES, BINARY)) {
      scorer
          .score(table, List.of("user_id"))
          .join(users, "user_id")
          .coalesce(1)
          .write()
          .parquet(scored.toString());
    }
    run(module, artifact, scored);
  }

  private void run(String what, Path first, Path second) throws IOException, InterruptedException {
    String python = System.getenv("PROPENSITY_PYTHON");
    assumeTrue(
        python != null,
        "PROPENSITY_PYTHON names no Python with mlflow: see scripts/mlflow-test.sh");
    Path script = Files.createTempFile(directory, "check", ".py");
    try (var in = MlflowLoadabilityTest.class.getResourceAsStream("mlflow_check.py")) {
      Files.write(script, Optional.ofNullable(in).orElseThrow().readAllBytes());
    }
    Path code = Files.createDirectories(directory.resolve("code"));
    try (var in = MlflowFiles.class.getResourceAsStream("propensity_scoring_1.py")) {
      Files.write(
          code.resolve("propensity_scoring_1.py"),
          Optional.ofNullable(in).orElseThrow().readAllBytes());
    }
    ProcessBuilder builder =
        new ProcessBuilder(python, script.toString(), what, first.toString(), second.toString())
            .redirectErrorStream(true);
    builder.environment().put("PYTHONPATH", what.equals("expressions") ? code.toString() : "");
    builder.environment().put("PYSPARK_PYTHON", python);
    builder.environment().remove("SPARK_HOME");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output)
        .contains("agrees on 300 rows".replace("300", what.equals("expressions") ? "300" : "400"));
  }

  private static org.apache.spark.sql.Column[] inputs() {
    return SampleUsers.INPUTS.stream()
        .map(input -> col(input.name()))
        .toArray(org.apache.spark.sql.Column[]::new);
  }

  private static Dataset<Row> table(Dataset<Row> users) {
    return FeatureTable.of(
        users.withColumn(Features.LABEL, col("label")),
        "sample",
        List.of("user_id", Features.LABEL),
        SampleUsers.INPUTS,
        SampleUsers.DERIVED,
        DAY);
  }

  private static TrainingSet set(Dataset<Row> users) {
    Dataset<Row> rows =
        table(users)
            .withColumn(
                SplitName.COLUMN, when(col("user_id").lt(0), "validation").otherwise(lit("train")));
    return new TrainingSet(
        rows,
        new TrainingRows(Map.of(SplitName.TRAIN, List.of(200L, 200L)), 2, "sample", "sample"),
        new ModelColumns(
            SampleUsers.INPUTS,
            List.<DerivedColumn>copyOf(SampleUsers.DERIVED),
            SampleUsers.FEATURES),
        List.of("user_id"),
        Task.BINARY,
        List.of("0", "1"),
        Optional.of("1"),
        false,
        42);
  }
}
