package io.propensity.prediction;

import io.propensity.campaign.Campaign;
import io.propensity.model.Feature;
import io.propensity.model.Manifest;
import io.propensity.run.ContractException;
import io.propensity.scoring.FeatureTable;
import io.propensity.scoring.ModelOutput;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** What a campaign, its model, its users table and the command line have to agree on. */
record ScoringContract(Campaign campaign, Manifest manifest, RunRequest request) {

  /**
   * Holds all of them against each other; of the table no more than its columns is looked at.
   *
   * @param users the whole table
   * @param location of it
   * @throws io.propensity.run.JobException with all that does not fit
   */
  void require(Dataset<Row> users, String location, LocalDate day) {
    StructType schema = users.schema();
    Differences differences = new Differences();
    differences.keep(this::requireFeatures);
    differences.keep(() -> request.table().requirePartition(schema, location));
    differences.keep(() -> request.table().requireHeaders(users, location));
    for (String column : manifest.key()) {
      differences.keep(() -> requireKey(schema, column));
    }
    differences.keep(() -> Audience.of(users, campaign, day));
    differences.keep(
        () -> FeatureTable.requireUsers(schema, subject(campaign, location), manifest.inputs()));
    differences.keep(() -> requireNewness(schema, location));
    differences.keep(() -> request.destination().check(users.sparkSession(), published(users)));
    differences.requireNone();
  }

  /** Begins a message about a table. */
  static String subject(Campaign campaign, String location) {
    return "Cannot score campaign %d on %s".formatted(campaign.id(), location);
  }

  private void requireFeatures() {
    Set<String> wanted =
        manifest.features().stream()
            .map(Feature::name)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> named = new TreeSet<>(campaign.features());
    if (!named.equals(wanted)) {
      throw new ContractException(
          "Cannot score campaign %d: it names the features %s, model %s has %s; change the campaign"
              .formatted(campaign.id(), named, manifest.modelVersion(), wanted));
    }
  }

  private void requireKey(StructType users, String column) {
    if (find(users, column).isEmpty()) {
      throw new ContractException(
          "The users table of campaign %d has no key column '%s'; its columns are %s"
              .formatted(campaign.id(), column, String.join(", ", users.fieldNames())));
    }
  }

  private void requireNewness(StructType users, String location) {
    String column = request.newestBy();
    if (column != null && find(users, column).isEmpty()) {
      throw new ContractException(
          "--newest-by, or newest_by of the campaign, %s: the users table %s has no such column; its columns are %s"
              .formatted(column, location, String.join(", ", users.fieldNames())));
    }
  }

  /** The columns of what will be published; a key that the users lack is of no known type. */
  private StructType published(Dataset<Row> users) {
    StructType columns = new StructType();
    for (String name : manifest.key()) {
      DataType type =
          find(users.schema(), name).map(StructField::dataType).orElse(DataTypes.NullType);
      columns = columns.add(name, type);
    }
    for (StructField field : ModelOutput.of(manifest).columns().fields()) {
      columns = columns.add(field);
    }
    List<String> key = manifest.key();
    boolean explained = request.explain() != null;
    Dataset<Row> none =
        Predictions.none(users.sparkSession(), columns, key, campaign, manifest, explained);
    return request.shape().of(none, key.size(), campaign.id(), 0).schema();
  }

  private static Optional<StructField> find(StructType users, String column) {
    return Arrays.stream(users.fields())
        .filter(field -> field.name().equalsIgnoreCase(column))
        .findFirst();
  }
}
