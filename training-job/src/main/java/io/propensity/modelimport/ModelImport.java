package io.propensity.modelimport;

import io.propensity.artifact.ArtifactStore;
import io.propensity.evaluation.Baselines;
import io.propensity.expression.ColumnType;
import io.propensity.job.JobVersion;
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
import io.propensity.run.ContractException;
import io.propensity.run.FormatVersion;
import io.propensity.run.RunId;
import io.propensity.run.UsageException;
import io.propensity.scoring.CatBoostScorer;
import io.propensity.scoring.FeatureTable;
import io.propensity.scoring.ModelOutput;
import io.propensity.scoring.ScoreDistribution;
import io.propensity.scoring.Scorer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Publishes a model that was trained elsewhere as a version like any other. */
final class ModelImport {

  private static final String MODEL = "model.cbm";

  private final SparkSession spark;
  private final ArtifactStore store;

  ModelImport(SparkSession spark, ArtifactStore store) {
    this.spark = spark;
    this.store = store;
  }

  /**
   * What is imported.
   *
   * @param source for the manifest: where the model came from
   * @param positive the class whose score is wanted, where there are two
   */
  @SuppressWarnings("ArrayRecordComponent") // read by index alone
  record Request(
      String name,
      String source,
      byte[] cbm,
      List<String> key,
      Optional<String> positive,
      CategoryForms forms) {}

  /**
   * Reads the model, holds it against the sample, scores that once and publishes.
   *
   * @param directory an empty one of this machine, in which the artifact is laid out
   * @throws ContractException when the sample does not fit the model
   * @throws UsageException when the positive class is not told and not one of 1, true and yes
   */
  ModelVersion run(Request request, SampleTable sample, RunId run, Instant now, Path directory) {
    ForeignModel model = ForeignModel.of(request.source(), request.cbm());
    Map<String, ColumnType> types = sample.types(model.features());
    Map<String, ColumnType> categorical = new LinkedHashMap<>(types);
    categorical.keySet().removeIf(name -> model.features().get(name) != Feature.Kind.CATEGORICAL);
    CategoryText text = request.forms().mapping(categorical);
    requireMissing(request.forms(), sample, List.copyOf(categorical.keySet()));
    List<Feature> features = new ArrayList<>();
    model
        .features()
        .forEach((name, kind) -> features.add(new Feature(name, type(types, name), kind)));
    String positive = model.task() == Task.BINARY ? positive(model, request.positive()) : null;
    Dataset<Row> table =
        FeatureTable.of(
            sample.rows(),
            "The sample",
            request.key(),
            SampleTable.inputs(types),
            List.of(),
            LocalDate.ofInstant(now, ZoneOffset.UTC));
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("loss_function", model.loss());
    parameters.put("imported_from", request.source());
    Baseline baseline =
        baseline(
            request,
            table,
            features,
            ModelOutput.of(model.task(), model.classes(), positive, model.loss()),
            text);
    long rows = table.count();
    write(directory, request.cbm());
    return store.publish(
        request.name(),
        directory,
        (version, files) ->
            new Manifest(
                FormatVersion.CURRENT,
                version.name(),
                version.version(),
                Flavor.CATBOOST,
                now,
                run,
                model.task(),
                model.classes(),
                positive,
                request.key(),
                SampleTable.inputs(types),
                List.of(),
                features,
                text,
                List.<ArtifactFile>copyOf(files),
                new TrainingData(request.source(), rows, "unknown"),
                new Split(0, 0, 0),
                parameters,
                0,
                Map.of("catboost", model.trainer(), "propensity", JobVersion.current()),
                null,
                Map.of(),
                baseline,
                null,
                null,
                null,
                null,
                List.of(
                    "Trained elsewhere: nobody here has seen what it was trained on. Numbers are floats"
                        + " to CatBoost: beyond 16,777,216 whole numbers become inexact")));
  }

  private Baseline baseline(
      Request request,
      Dataset<Row> table,
      List<Feature> features,
      ModelOutput output,
      CategoryText text) {
    try (Scorer scorer =
        CatBoostScorer.load(spark, request.source(), request.cbm(), features, output, text)) {
      Histogram.Numeric scores =
          ScoreDistribution.of(scorer.score(table, request.key()))
              .summary()
              .map(summary -> summary.histogram())
              .orElseThrow(
                  () -> new ContractException("The sample has no rows: pass one that has some"));
      return Baselines.of(table, features, scores);
    }
  }

  private static ColumnType type(Map<String, ColumnType> types, String name) {
    return types.getOrDefault(name, ColumnType.NUMBER);
  }

  private static void requireMissing(
      CategoryForms forms, SampleTable sample, List<String> categorical) {
    if (forms.missing().isEmpty()) {
      List<String> nulls = sample.withNulls(categorical);
      if (!nulls.isEmpty()) {
        throw new ContractException(
            "Categories are missing in the sample's %s: pass the text that stood for them in training, e.g. --null-category nan"
                .formatted(nulls));
      }
    }
  }

  private static String positive(ForeignModel model, Optional<String> given) {
    List<String> known =
        given.map(List::of).orElse(List.of("1", "true", "True", "yes", "Yes", "Y"));
    return known.stream()
        .filter(model.classes()::contains)
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "--positive: the model's classes are %s; name the one whose probability is the score"
                        .formatted(String.join(", ", model.classes()))));
  }

  private static void write(Path directory, byte[] cbm) {
    try {
      Files.write(directory.resolve(MODEL), cbm);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot lay out the artifact in " + directory, e);
    }
  }
}
