package io.propensity.prediction;

import io.propensity.artifact.Artifact;
import io.propensity.artifact.ArtifactStore;
import io.propensity.campaign.Campaign;
import io.propensity.campaign.UsersTablePath;
import io.propensity.environment.Environment;
import io.propensity.environment.Roots;
import io.propensity.model.Manifest;
import io.propensity.model.ModelPath;
import io.propensity.prediction.users.DoubledKeys;
import io.propensity.run.ConfigurationException;
import io.propensity.scoring.FeatureTable;
import io.propensity.table.Tables;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * What a run is about to do. Everything that can be refused was refused, and no row was read.
 *
 * @param location of the users table, with the part and the version of it that are read
 * @param users the users table
 * @param snapshot the state of it; null for files, and where its catalog tells none
 * @param audience the rows that are to be scored
 * @param features of the audience, with the reason where a row cannot be scored
 */
record ScoringPlan(
    Campaign campaign,
    Manifest manifest,
    String location,
    Dataset<Row> users,
    @Nullable Long snapshot,
    Audience audience,
    Dataset<Row> features) {

  /** The columns that together name a user. */
  List<String> key() {
    return manifest.key();
  }

  /** Opens the model of a campaign. */
  static Artifact model(Campaign campaign, ArtifactStore models, Environment environment) {
    return models.open(ModelPath.parse(campaign.modelPath(), environment.roots().models()));
  }

  /**
   * Opens the users table and lays out what is read of it.
   *
   * @throws io.propensity.run.JobException with all that does not fit of campaign, model, table and
   *     what is asked of the run
   */
  static ScoringPlan of(
      SparkSession spark,
      Environment environment,
      Campaign campaign,
      Manifest manifest,
      RunRequest request,
      Instant start) {
    LocalDate day = LocalDate.ofInstant(start, ZoneOffset.UTC);
    String location = location(campaign, environment, request.users());
    Tables.Opened opened = request.table().whole(spark, location);
    new ScoringContract(campaign, manifest, request).require(opened.rows(), location, day);
    Dataset<Row> users = request.table().part(opened.rows(), location);
    List<String> key = manifest.key();
    Audience audience = Audience.of(users, campaign, day).part(request.part(), key);
    List<String> kept = new ArrayList<>(key);
    Dataset<Row> rows = audience.rows();
    if (request.newestBy() != null) {
      rows =
          rows.withColumn(DoubledKeys.NEWNESS, rows.col(FeatureTable.quoted(request.newestBy())));
      kept.add(DoubledKeys.NEWNESS);
    }
    Dataset<Row> features =
        FeatureTable.ofUsers(
            rows,
            ScoringContract.subject(campaign, location),
            kept,
            manifest.inputs(),
            manifest.derived(),
            day);
    return new ScoringPlan(
        campaign,
        manifest,
        request.table().described(location),
        users,
        opened.snapshot(),
        audience,
        features);
  }

  private static String location(
      Campaign campaign, Environment environment, @Nullable String users) {
    if (users != null) {
      return UsersTablePath.isOfCatalog(users) ? users : Roots.absolute(users);
    }
    String warehouse = environment.roots().warehouse();
    if (campaign.usersTable() != null) {
      return UsersTablePath.isOfCatalog(campaign.usersTable())
          ? campaign.usersTable()
          : warehouse + "/" + UsersTablePath.parse(campaign.usersTable(), warehouse);
    }
    if (environment.usersTable() != null) {
      return environment.usersTable();
    }
    throw new ConfigurationException(
        ("Campaign %d names no users_table and the environment has none: set users_table in either,"
                + " or pass --users")
            .formatted(campaign.id()));
  }
}
