package io.propensity.test;

import io.propensity.artifact.ArtifactStore;
import io.propensity.catboost.CatBoostFit;
import io.propensity.catboost.CatBoostParameters;
import io.propensity.catboost.CatBoostResult;
import io.propensity.catboost.CatBoostTarget;
import io.propensity.catboost.CatBoostTrainer;
import io.propensity.model.ArtifactFile;
import io.propensity.model.Baseline;
import io.propensity.model.CategoryText;
import io.propensity.model.Feature;
import io.propensity.model.Flavor;
import io.propensity.model.Histogram;
import io.propensity.model.Manifest;
import io.propensity.model.ModelVersion;
import io.propensity.model.Split;
import io.propensity.model.Task;
import io.propensity.model.TrainingData;
import io.propensity.run.FormatVersion;
import io.propensity.run.RunId;
import io.propensity.scoring.FeatureTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A CatBoost model of {@link SampleUsers}, trained for real, with what the trainer itself predicts
 * for the rows that it saw.
 *
 * @param cbm the model file
 * @param printed the trainer's probability of the positive class, by user id
 */
public record SampleModel(Path cbm, Map<Long, Double> printed) {

  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);

  /** Trains on all of {@code users} in {@code directory}. */
  public static SampleModel train(Dataset<Row> users, Path directory) throws IOException {
    return train(users, directory, Map.of());
  }

  /** As above, with parameters of CatBoost's besides. */
  public static SampleModel train(Dataset<Row> users, Path directory, Map<String, Object> more)
      throws IOException {
    Dataset<Row> table =
        FeatureTable.of(
            users,
            "sample",
            List.of("user_id", "label"),
            SampleUsers.INPUTS,
            SampleUsers.DERIVED,
            DAY);
    List<Column> columns = new ArrayList<>(List.of(table.col("user_id"), table.col("label")));
    columns.addAll(FeatureTable.vector(table, SampleUsers.FEATURES));
    List<Row> rows = table.select(columns.toArray(Column[]::new)).collectAsList();
    CatBoostResult result = fit(rows, directory, more);
    return new SampleModel(result.model(), printed(rows, result));
  }

  /** What the trainer printed for a user. */
  public double probability(long user) {
    return Objects.requireNonNull(printed.get(user), () -> "no user " + user);
  }

  /** Publishes the model as the next version of {@code name}, without a baseline. */
  public ModelVersion publish(String name, Path models) throws IOException {
    return publish(
        name, models, new Baseline(Map.of(), new Histogram.Numeric(List.of(), List.of(1L), 0)));
  }

  /** Publishes the model as the next version of {@code name}. */
  public ModelVersion publish(String name, Path models, Baseline baseline) throws IOException {
    Path source = Files.createTempDirectory(cbm.getParent(), "artifact");
    Files.copy(cbm, source.resolve("model.cbm"));
    return new ArtifactStore(models.toString(), new Configuration())
        .publish(name, source, (version, files) -> manifest(version, files, baseline));
  }

  private static CatBoostResult fit(List<Row> rows, Path directory, Map<String, Object> more)
      throws IOException {
    Map<String, Object> parameters = new LinkedHashMap<>(more);
    parameters.put("iterations", 30);
    Path learn = directory.resolve("learn.tsv");
    Path columns = directory.resolve("columns.tsv");
    Files.write(learn, rows.stream().map(SampleModel::line).toList());
    List<String> description = new ArrayList<>(List.of("0\tSampleId", "1\tLabel"));
    for (int i = 0; i < SampleUsers.FEATURES.size(); i++) {
      Feature feature = SampleUsers.FEATURES.get(i);
      String kind = feature.kind() == Feature.Kind.NUMERIC ? "Num" : "Categ";
      description.add("%d\t%s\t%s".formatted(i + 2, kind, feature.name()));
    }
    Files.write(columns, description);
    return CatBoostTrainer.train(
        new CatBoostFit(
            learn,
            Optional.of(learn),
            columns,
            SampleUsers.FEATURES.stream().map(Feature::name).toList(),
            CatBoostParameters.of(
                CatBoostTarget.binary("0", "1"),
                SampleUsers.FEATURES.stream().map(Feature::name).toList(),
                parameters,
                1),
            directory,
            List.of("RawFormulaVal", "Probability"),
            0),
        line -> {},
        progress -> {});
  }

  private static String line(Row row) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < row.length(); i++) {
      Object value = row.get(i);
      boolean categorical =
          i >= 2 && SampleUsers.FEATURES.get(i - 2).kind() == Feature.Kind.CATEGORICAL;
      if (value == null) {
        values.add(categorical ? CategoryText.NULL_TEXT : "NaN");
      } else {
        values.add(categorical ? CategoryText.of((String) value) : value.toString());
      }
    }
    return String.join("\t", values);
  }

  private static Map<Long, Double> printed(List<Row> rows, CatBoostResult result)
      throws IOException {
    List<String> lines = Files.readAllLines(result.evalPredictions().orElseThrow());
    Map<Long, Double> printed = new LinkedHashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      String[] fields = lines.get(i + 1).split("\t", -1);
      printed.put(Long.parseLong(fields[0]), Double.parseDouble(fields[2]));
    }
    return printed;
  }

  private static Manifest manifest(
      ModelVersion version, List<ArtifactFile> files, Baseline baseline) {
    return new Manifest(
        FormatVersion.CURRENT,
        version.name(),
        version.version(),
        Flavor.CATBOOST,
        Instant.parse("2026-11-20T00:00:00Z"),
        new RunId("r-test"),
        Task.BINARY,
        List.of("0", "1"),
        "1",
        List.of("user_id"),
        SampleUsers.INPUTS,
        SampleUsers.DERIVED,
        SampleUsers.FEATURES,
        CategoryText.CURRENT,
        files,
        new TrainingData("sample", 1, "0"),
        new Split(0, 0.2, 1),
        Map.of(),
        1,
        Map.of(),
        null,
        Map.of(),
        baseline,
        null,
        null,
        null,
        null,
        null);
  }
}
