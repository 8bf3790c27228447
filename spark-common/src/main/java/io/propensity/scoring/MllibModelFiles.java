package io.propensity.scoring;

import io.propensity.artifact.VerifiedFiles;
import io.propensity.json.Json;
import io.propensity.model.ArtifactFile;
import io.propensity.run.ContractException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.ImputerModel;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.SparkSession;

/**
 * Loads the {@code spark-model/} of an artifact: JSON and Parquet that MLlib itself wrote. MLlib
 * makes whatever class the JSON names, so each must be of a list before any of it is loaded.
 */
final class MllibModelFiles {

  private static final Set<String> STAGES =
      Set.of(
          "org.apache.spark.ml.PipelineModel",
          "org.apache.spark.ml.feature.Bucketizer",
          "org.apache.spark.ml.feature.ImputerModel",
          "org.apache.spark.ml.feature.OneHotEncoderModel",
          "org.apache.spark.ml.feature.StringIndexerModel",
          "org.apache.spark.ml.feature.VectorAssembler",
          "org.apache.spark.ml.classification.GBTClassificationModel",
          "org.apache.spark.ml.classification.LogisticRegressionModel",
          "org.apache.spark.ml.classification.RandomForestClassificationModel",
          "org.apache.spark.ml.regression.GBTRegressionModel",
          "org.apache.spark.ml.regression.LinearRegressionModel",
          "org.apache.spark.ml.regression.RandomForestRegressionModel");

  private static final Pattern METADATA = Pattern.compile("((?:.*/)?)metadata/[^/]+");

  private MllibModelFiles() {}

  /**
   * Loads the pipeline; nothing of it is read from the files again afterwards.
   *
   * @param name names the model in messages
   * @throws ContractException when a file is not the one that was published, a stage is none that
   *     training writes, or MLlib cannot read it
   */
  static PipelineModel load(SparkSession spark, String name, VerifiedFiles files) {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    Path root = files.register(hadoop);
    try {
      requireStages(name, files, root, hadoop);
      MLReader<PipelineModel> reader = PipelineModel.read();
      return detached(spark, reader.session(spark).load(root.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read %s: %s".formatted(name, e.getMessage()), e);
    } catch (ContractException e) {
      throw e;
    } catch (Exception e) { // Spark and Scala throw what no signature names.
      throw new ContractException("MLlib cannot load %s: %s".formatted(name, reason(e)), e);
    } finally {
      files.unregister(hadoop);
    }
  }

  /** An imputer keeps a table that it reads anew for each transformation: now it has the rows. */
  private static PipelineModel detached(SparkSession spark, PipelineModel model) {
    Transformer[] stages = model.stages();
    for (int i = 0; i < stages.length; i++) {
      if (stages[i] instanceof ImputerModel imputer) {
        ImputerModel local =
            new ImputerModel(
                imputer.uid(),
                spark.createDataFrame(
                    imputer.surrogateDF().collectAsList(), imputer.surrogateDF().schema()));
        stages[i] =
            local.setInputCols(imputer.getInputCols()).setOutputCols(imputer.getOutputCols());
      }
    }
    return new PipelineModel(model.uid(), stages);
  }

  private static void requireStages(
      String name, VerifiedFiles files, Path root, Configuration hadoop) throws IOException {
    Set<String> seen = new HashSet<>();
    for (ArtifactFile file : files.files()) {
      Matcher metadata = METADATA.matcher(file.path());
      if (metadata.matches()) {
        if (!seen.add(metadata.group(1))) {
          throw new ContractException(
              "%s has more than one file in %smetadata: publish the model again"
                  .formatted(name, metadata.group(1)));
        }
        requireStage(name, file, new Path(root, file.path()), hadoop);
      }
    }
    if (!seen.contains("")) {
      throw new ContractException(
          "%s has no metadata of a pipeline: publish the model again".formatted(name));
    }
  }

  private static void requireStage(String name, ArtifactFile file, Path path, Configuration hadoop)
      throws IOException {
    byte[] content;
    try (var files = path.getFileSystem(hadoop);
        var in = files.open(path)) {
      content = in.readAllBytes();
    }
    List<String> lines = new String(content, StandardCharsets.UTF_8).lines().toList();
    if (lines.size() != 1) {
      throw new ContractException(
          "%s of %s has %d lines, not one: publish the model again"
              .formatted(file.path(), name, lines.size()));
    }
    Object stage = Json.read(content, Map.class, file.path()).get("class");
    if (!(stage instanceof String type) || !STAGES.contains(type)) {
      throw new ContractException(
          ("%s of %s names the stage %s, which this release does not load: it loads what its own"
                  + " training writes")
              .formatted(file.path(), name, stage));
    }
  }

  private static String reason(Throwable e) {
    return e.getMessage() == null
        ? e.getClass().getSimpleName()
        : e.getMessage().lines().findFirst().orElse("");
  }
}
