package io.propensity.modelimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.propensity.artifact.Artifact;
import io.propensity.artifact.ArtifactStore;
import io.propensity.model.Manifest;
import io.propensity.model.ModelVersion;
import io.propensity.model.Task;
import io.propensity.scoring.FeatureTable;
import io.propensity.scoring.Scorer;
import io.propensity.scoring.Scorers;
import io.propensity.test.LocalSpark;
import io.propensity.training.Environments;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Models of CatBoost's Python package, with what that predicts: {@code make.py} beside them made
 * both.
 */
class ImportJobTest {

  private static final Path PYTHON = Path.of("src/test/resources/python").toAbsolutePath();

  private static final List<String> FORMS =
      List.of("--float-categories=1.0", "--boolean-categories=1", "--null-category=nan");

  @TempDir private Path root;

  private final StringWriter out = new StringWriter();

  @BeforeEach
  void writeAnEnvironment() throws IOException {
    Environments.writeWithoutFigures(root);
  }

  @Test
  void aBinaryModelScoresAsInPython() {
    assertThat(run("binary.cbm", FORMS)).isEqualTo("0: ");
    assertThat(out).hasToString("Published models/foreign/1\n");

    Manifest manifest = open(1).manifest();
    assertThat(manifest.task()).isEqualTo(Task.BINARY);
    assertThat(manifest.classes()).containsExactly("no", "yes");
    assertThat(manifest.positiveClass()).isEqualTo("yes");
    assertThat(manifest.features())
        .extracting("name")
        .containsExactly("age", "spend", "city", "code", "grade", "vip");
    assertThat(manifest.parameters()).containsEntry("loss_function", "Logloss");
    assertThat(manifest.baseline().features()).containsKeys("age", "city");
    assertThat(manifest.warnings().get(0)).contains("Numbers are floats");
    requireSame("binary", scored(1, "prediction_score"));
  }

  @Test
  void modelsOfSeveralClassesAndOfNumbersScoreAsInPython() {
    assertThat(run("multiclass.cbm", FORMS)).isEqualTo("0: ");
    assertThat(run("regression.cbm", FORMS)).isEqualTo("0: ");

    assertThat(open(1).manifest().classes()).containsExactly("hi", "lo", "mid");
    for (int place = 0; place < 3; place++) {
      String label = open(1).manifest().classes().get(place);
      requireSame(label, scored(1, "class_probabilities[%d]".formatted(place)));
    }
    assertThat(open(2).manifest().task()).isEqualTo(Task.REGRESSION);
    requireSame("regression", scored(2, "prediction_score"));
  }

  @Test
  void anMlflowDirectoryNamesTheFile() throws IOException {
    Path directory = Files.createDirectory(root.resolve("mlflow"));
    Files.copy(PYTHON.resolve("binary.cbm"), directory.resolve("m.cb"));
    Files.writeString(
        directory.resolve("MLmodel"), "flavors: {catboost: {data: m.cb}, python_function: {}}");
    assertThat(run(directory, FORMS)).isEqualTo("0: ");

    Files.writeString(directory.resolve("MLmodel"), "flavors: {sklearn: {data: m.pkl}}");
    assertThat(run(directory, FORMS)).startsWith("65: ").contains("has no flavor catboost");
    Files.writeString(directory.resolve("MLmodel"), "flavors: {catboost: {data: ../env.yaml}}");
    assertThat(run(directory, FORMS))
        .startsWith("65: ")
        .contains("names '../env.yaml', which is no file of that directory");
  }

  @Test
  void howCategoriesWereWrittenIsAskedForAndNeverGuessed() {
    assertThat(run("binary.cbm", List.of()))
        .startsWith("65: How categories were written cannot be seen in a model: ")
        .contains("'grade' is a float: was 1 written as '1' or '1.0'? Pass --float-categories")
        .contains("'vip' is boolean: pass --boolean-categories 1");
    assertThat(run("binary.cbm", FORMS.subList(0, 2)))
        .startsWith("65: Categories are missing in the sample's [city]")
        .contains("--null-category nan");
    assertThat(run("binary.cbm", List.of("--float-categories=2")))
        .startsWith("64: --float-categories 2: write one of 1, 1.0");
    assertThat(root.resolve("models")).doesNotExist();
  }

  @Test
  void whatCannotBeScoredIsRefusedBeforeAnythingIsPublished() throws IOException {
    assertThat(run("words.cbm", FORMS)).startsWith("65: ").contains("takes 1 text and 0 embedding");
    assertThat(run("make.py", FORMS)).startsWith("65: ").contains("is no model that CatBoost can");
    assertThat(run(Files.writeString(root.resolve("m.pkl"), ""), FORMS))
        .startsWith("65: ")
        .contains("is a pickle");
    assertThat(run(root.resolve("none.cbm"), FORMS)).startsWith("66: There is no model at ");
    assertThat(run("binary.cbm", with("--positive=maybe")))
        .startsWith("64: --positive: the model's classes are no, yes");
    LocalSpark.session()
        .read()
        .parquet(PYTHON.resolve("users.parquet").toString())
        .drop("spend", "city")
        .write()
        .parquet(root.resolve("narrow").toString());
    assertThat(run("binary.cbm", with("--sample=" + root.resolve("narrow"))))
        .startsWith(
            "65: The sample does not fit the model: feature 'spend' is absent; feature 'city' is absent");
    assertThat(root.resolve("models")).doesNotExist();
  }

  private static List<String> with(String more) {
    List<String> all = new ArrayList<>(FORMS);
    all.add(more);
    return all;
  }

  private String run(String model, List<String> more) {
    return run(PYTHON.resolve(model), more);
  }

  private String run(Path model, List<String> more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                model.toString(),
                "--name=foreign",
                "--key=user_id",
                "--env=" + root.resolve("env.yaml")));
    if (more.stream().noneMatch(argument -> argument.startsWith("--sample"))) {
      arguments.add("--sample=" + PYTHON.resolve("users.parquet"));
    }
    arguments.addAll(more);
    StringWriter err = new StringWriter();
    int code =
        ImportJob.run(
            Map.of(), new PrintWriter(out), new PrintWriter(err), arguments.toArray(String[]::new));
    return code + ": " + err;
  }

  private Artifact open(int version) {
    return new ArtifactStore(root.resolve("models").toString(), new Configuration())
        .open(new ModelVersion("foreign", version));
  }

  /** The users with a score, read as campaigns read them. */
  private Dataset<Row> scored(int version, String score) {
    Artifact artifact = open(version);
    Manifest manifest = artifact.manifest();
    Dataset<Row> users =
        LocalSpark.session().read().parquet(PYTHON.resolve("users.parquet").toString());
    Dataset<Row> table =
        FeatureTable.of(
            users,
            "The users",
            manifest.key(),
            manifest.inputs(),
            manifest.derived(),
            LocalDate.EPOCH);
    try (Scorer scorer = Scorers.load(LocalSpark.session(), artifact)) {
      List<Row> rows =
          scorer
              .score(table, List.of("user_id"))
              .selectExpr("user_id", score + " AS score")
              .collectAsList();
      return LocalSpark.session().createDataFrame(rows, rows.get(0).schema());
    }
  }

  private static void requireSame(String column, Dataset<Row> scored) {
    Dataset<Row> expected =
        LocalSpark.session().read().parquet(PYTHON.resolve("expected.parquet").toString());
    List<Row> both = expected.join(scored, "user_id").select(column, "score").collectAsList();
    assertThat(both).hasSize(300);
    for (Row row : both) {
      assertThat(row.getDouble(1)).isCloseTo(row.getDouble(0), within(1e-6));
    }
  }
}
