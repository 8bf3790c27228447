package io.propensity.bench;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import io.propensity.environment.Environment;
import io.propensity.environment.EnvironmentFile;
import io.propensity.features.Features;
import io.propensity.features.FeaturesRecipe;
import io.propensity.job.Sessions;
import io.propensity.json.Json;
import io.propensity.model.Feature;
import io.propensity.pipeline.Pipeline;
import io.propensity.pipeline.PipelineFile;
import io.propensity.scoring.FeatureTable;
import io.propensity.split.Folds;
import io.propensity.split.SplitName;
import io.propensity.split.TrainingTable;
import io.propensity.table.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What a peer trains on: the rows of a pipeline's features table with their parts and folds, in the
 * order in which our trainer gets them, and the pipeline's algorithm.
 *
 * @param table a directory of Parquet: {@code _split}, {@code _fold} where there are folds, {@code
 *     _label}, then the features
 * @param settings JSON: {@code algorithm}, {@code params}, {@code seed}, {@code categorical}
 */
record PeerRows(Path table, Path settings) {

  /**
   * Writes what the last run of a pipeline trained on.
   *
   * @param options the {@code key=value} that the run had
   */
  static PeerRows write(Path work, Path environment, String folder, List<String> options)
      throws IOException {
    Environment where = EnvironmentFile.read(environment.toString(), Map.of());
    Pipeline pipeline = PipelineFile.read(folder, where.roots(), Map.of(), options);
    Path home = Files.createTempDirectory(work, "peer");
    List<String> categorical =
        Sessions.with("bench", where, spark -> rows(spark, where, pipeline, home));
    Path settings =
        Files.write(
            home.resolve("settings.json"),
            Json.write(
                Map.of(
                    "algorithm", pipeline.algorithm().name(),
                    "params", pipeline.algorithm().params(),
                    "seed", pipeline.split().seedOrDefault(),
                    "categorical", categorical)));
    return new PeerRows(home.resolve("rows"), settings);
  }

  private static List<String> rows(
      SparkSession spark, Environment where, Pipeline pipeline, Path home) {
    String location = where.roots().warehouse() + "/" + pipeline.name() + "/features";
    Tables.Opened table = Tables.open(spark, "features table", location, null, "train first");
    String recipe =
        new Features(
                spark,
                pipeline,
                file -> {
                  throw new IllegalStateException("Pipelines of benchmarks have no " + file);
                },
                LocalDate.now(ZoneOffset.UTC))
            .recipe();
    try (TrainingTable training = TrainingTable.of(table, pipeline, recipe, location)) {
      Dataset<Row> rows = dealt(training, pipeline);
      List<Column> columns = new ArrayList<>();
      columns.add(col(SplitName.COLUMN));
      if (pipeline.crossValidation() != null) {
        columns.add(col(Folds.COLUMN));
      }
      columns.add(col(Features.LABEL));
      List<Feature> features = training.columns().features();
      columns.addAll(FeatureTable.vector(rows, features));
      rows.orderBy(order(training.recipe(), pipeline))
          .select(columns.toArray(Column[]::new))
          .coalesce(1)
          .write()
          .parquet(home.resolve("rows").toString());
      return features.stream()
          .filter(feature -> feature.kind() == Feature.Kind.CATEGORICAL)
          .map(Feature::name)
          .toList();
    }
  }

  /** The folds that {@code cross_validation} of the pipeline has, or else all rows. */
  private static Dataset<Row> dealt(TrainingTable training, Pipeline pipeline) {
    return pipeline.crossValidation() == null
        ? training.rows()
        : Folds.of(
                training.fitting(pipeline),
                pipeline.split(),
                pipeline.crossValidation().foldsOrDefault(),
                0)
            .rows();
  }

  private static Column[] order(FeaturesRecipe recipe, Pipeline pipeline) {
    Column[] key =
        recipe.key().stream()
            .map(name -> col(FeatureTable.quoted(name)).cast("string"))
            .toArray(Column[]::new);
    Column hash =
        xxhash64(
            Stream.concat(Stream.of(key), Stream.of(lit(pipeline.split().seedOrDefault())))
                .toArray(Column[]::new));
    return Stream.concat(Stream.of(hash), Stream.of(key)).toArray(Column[]::new);
  }
}
