package io.propensity.scoring;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.artifact.Artifact;
import io.propensity.artifact.ArtifactStore;
import io.propensity.model.Baseline;
import io.propensity.model.Histogram;
import io.propensity.model.Manifest;
import io.propensity.test.LocalSpark;
import io.propensity.test.SampleModel;
import io.propensity.test.SampleUsers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is counted of the model's arrays is what is counted of the rows themselves. */
class CountedScoresTest {

  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);
  private static final List<String> KEY = List.of("user_id");
  private static final SparkSession SPARK = LocalSpark.session();

  @TempDir private static Path directory;
  private static Dataset<Row> users = SPARK.emptyDataFrame();
  private static SampleModel model = new SampleModel(Path.of("none"), Map.of());

  @BeforeAll
  static void trainAModel() throws IOException {
    users = SampleUsers.of(SPARK, 3000).cache();
    model = SampleModel.train(users, directory);
  }

  @Test
  void countsOddRowsAsTheRowsThemselvesAreCounted() throws IOException {
    Dataset<Row> odd =
        users
            .withColumn("user_id", expr("if(user_id % 11 = 0, null, user_id)"))
            .withColumn("age", expr("if(user_id % 13 = 0, 20.5, cast(age AS DOUBLE))"))
            .withColumn(
                "monetary",
                expr(
                    "CASE user_id % 17 WHEN 0 THEN double('NaN') WHEN 1 THEN double('Infinity')"
                        + " WHEN 2 THEN double('-Infinity') WHEN 3 THEN 1e300 ELSE monetary END"))
            .withColumn("country", expr("if(user_id % 5 = 0, concat('c', user_id), country)"));

    ScoreTally tally = countsAlike(odd.repartition(3), baseline());

    assertThat(tally.rejected()).containsOnlyKeys("null_key", "unusable_value: age");
    assertThat(tally.drift()).containsOnlyKeys(baseline().features().keySet());
    assertThat(tally.drift())
        .hasEntrySatisfying("country", drift -> assertThat(drift.unseen()).isGreaterThan(0.2));
  }

  @Test
  void countsNothingOfAnEmptyTable() throws IOException {
    assertThat(countsAlike(users.filter("age < 0"), baseline()).rows()).isZero();
  }

  @Test
  void countsScoresAloneWhereTheTrainingCountedNoFeatures() throws IOException {
    Baseline none = new Baseline(Map.of(), new Histogram.Numeric(List.of(0.5), List.of(1L, 1L), 0));

    ScoreTally tally = countsAlike(users, none);

    assertThat(tally.scored()).isEqualTo(3000);
    assertThat(tally.drift()).isEmpty();
  }

  private static ScoreTally countsAlike(Dataset<Row> table, Baseline baseline) throws IOException {
    Path models = directory.resolve("models");
    Artifact artifact =
        new ArtifactStore(models.toString(), new Configuration())
            .open(model.publish("counted", models, baseline));
    Manifest manifest = artifact.manifest();
    Dataset<Row> features =
        FeatureTable.ofUsers(table, "sample", KEY, SampleUsers.INPUTS, SampleUsers.DERIVED, DAY);
    ScoreTally ofArrays = ScoreTally.begin(SPARK, manifest);
    ScoreTally ofRows = ScoreTally.begin(SPARK, manifest);
    try (Scorer scorer = Scorers.load(SPARK, artifact)) {
      List<Row> fromArrays = scorer.score(features, KEY, ofArrays).collectAsList();
      List<Row> fromRows =
          ofRows
              .over(scorer.score(features, ScoreTally.kept(KEY, manifest.features())), KEY)
              .collectAsList();
      assertThat(fromArrays).isEqualTo(fromRows);
    }
    assertThat(ofArrays.rows()).isEqualTo(ofRows.rows());
    assertThat(ofArrays.scored()).isEqualTo(ofRows.scored());
    assertThat(ofArrays.rejected()).isEqualTo(ofRows.rejected());
    assertThat(ofArrays.summary()).isEqualTo(ofRows.summary());
    assertThat(ofArrays.expectedPositives()).isEqualTo(ofRows.expectedPositives());
    assertThat(ofArrays.scorePsi()).isEqualTo(ofRows.scorePsi());
    assertThat(ofArrays.drift()).isEqualTo(ofRows.drift());
    return ofArrays;
  }

  private static Baseline baseline() {
    Map<String, Histogram> features = new LinkedHashMap<>();
    features.put("age", numbers(List.of(20.0, 30.0, 40.0, 60.0)));
    features.put("spend_per_order", numbers(List.of(0.0, 100.0, 1000.0)));
    features.put("is_premium", numbers(List.of(1.0)));
    features.put(
        "country", new Histogram.Categorical(Map.of("US", 10L, "DE", 10L, "tab\\there", 3L), 5, 2));
    features.put("is_adult", new Histogram.Categorical(Map.of("true", 20L, "false", 5L), 0, 2));
    return new Baseline(features, numbers(List.of(0.5)));
  }

  private static Histogram.Numeric numbers(List<Double> edges) {
    return new Histogram.Numeric(edges, Collections.nCopies(edges.size() + 1, 5L), 1);
  }
}
