package io.propensity.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.artifact.Artifact;
import io.propensity.artifact.ArtifactStore;
import io.propensity.environment.Roots;
import io.propensity.model.Manifest;
import io.propensity.model.ModelVersion;
import io.propensity.pipeline.PipelineFile;
import io.propensity.scoring.FeatureTable;
import io.propensity.scoring.Scorer;
import io.propensity.scoring.Scorers;
import io.propensity.test.LocalSpark;
import io.propensity.test.LocalWarehouse;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Customers without a label, ingested beside those that are trained on, and scored. */
class TelcoScoringTest {

  private static final Path REAL =
      Path.of(System.getenv().getOrDefault("PROPENSITY_RAW", "../data/raw"))
          .resolve("telco_churn/customer_churn_score_data.csv");
  private static final String HEADER =
      "customerID,gender,SeniorCitizen,Partner,Dependents,tenure,PhoneService,MultipleLines,InternetService,"
          + "OnlineSecurity,OnlineBackup,DeviceProtection,TechSupport,StreamingTV,StreamingMovies,Contract,"
          + "PaperlessBilling,PaymentMethod,MonthlyCharges,TotalCharges\n";

  /** The second has categories that nobody was trained on, the third has nothing. */
  private static final String MADE =
      HEADER
          + "1,Male,0,Yes,No,57,Yes,No,Fiber optic,No,Yes,Yes,No,No,No,One year,Yes,Mailed check,73.18,4171.26\n"
          + "2,Other,0,Yes,No,1,Yes,No,Satellite,No,Yes,Yes,No,No,No,Three years,Yes,Coins,73.18, \n"
          + "3,,,,,,,,,,,,,,,,,,,\n";

  @TempDir private Path root;

  @Tag("heavy")
  @Test
  void everyRowOfTheScoreFileGetsAScoreUnseenCategoriesAndMissingValuesIncluded()
      throws IOException {
    Path folder = Files.createDirectories(root.resolve("data/telco_churn"));
    Files.copy(
        Path.of("src/test/resources/telco.csv"), folder.resolve("customer_churn_train_data.csv"));
    Path score = folder.resolve("customer_churn_score_data.csv");
    Files.writeString(score, MADE);
    if (Files.exists(REAL)) {
      Files.writeString(
          score,
          Files.readString(REAL).replace("\r", "").stripTrailing()
              + "\n"
              + MADE.substring(HEADER.length()));
    }
    Environments.write(root);

    assertThat(train()).isEqualTo("0: ");

    Artifact artifact =
        new ArtifactStore(root.resolve("models").toString(), new Configuration())
            .open(new ModelVersion("telco-churn", 1));
    List<Row> scored = scored(artifact);
    assertThat(scored).hasSize(Files.readAllLines(score).size() - 1);
    assertThat(scored).allSatisfy(row -> assertThat(row.getDouble(1)).isStrictlyBetween(0.0, 1.0));
    assertThat(scored).extracting(row -> row.getString(0)).contains("1", "2", "3");
  }

  private String train() {
    StringWriter err = new StringWriter();
    int code =
        TrainingJob.run(
            Map.of("ROOT", root.toString()),
            new PrintWriter(new StringWriter()),
            new PrintWriter(err),
            "--pipeline=../pipelines/telco-churn",
            "--env=" + root.resolve("env.yaml"),
            "--set=algorithm.params.iterations=20",
            "--set=sources.score.path=${raw}/telco_churn/customer_churn_score_data.csv",
            "--set=sources.score.format=csv",
            "--set=sources.score.schema=" + schema());
    return code + ": " + err;
  }

  /** The key and the score of each row of the ingested file, read as a campaign reads it. */
  private List<Row> scored(Artifact artifact) {
    SparkSession spark = LocalSpark.session();
    Manifest manifest = artifact.manifest();
    Dataset<Row> users = LocalWarehouse.rows(root.resolve("warehouse"), "telco-churn/score");
    try (Scorer scorer = Scorers.load(spark, artifact)) {
      Dataset<Row> features =
          FeatureTable.ofUsers(
              users,
              "The users",
              manifest.key(),
              manifest.inputs(),
              manifest.derived(),
              LocalDate.EPOCH);
      return scorer
          .score(features.filter(features.col(FeatureTable.REJECTED).isNull()), manifest.key())
          .select("customerID", Scorer.SCORE)
          .collectAsList();
    }
  }

  /** The training file's columns but the label. */
  private static String schema() {
    String ddl =
        PipelineFile.read(
                "../pipelines/telco-churn",
                new Roots("/r", "/w", "/m", "/p", "/o"),
                Map.of(),
                List.of())
            .raw()
            .schema();
    return String.valueOf(ddl).replace(", Churn STRING", "");
  }
}
