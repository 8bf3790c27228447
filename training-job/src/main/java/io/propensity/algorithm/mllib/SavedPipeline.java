package io.propensity.algorithm.mllib;

import io.propensity.artifact.SharedDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.SparkSession;

/** A fitted pipeline in MLlib's own format: JSON and Parquet. */
final class SavedPipeline {

  private SavedPipeline() {}

  /**
   * Writes the pipeline to a directory of this machine that does not exist yet, without the files
   * that only Hadoop reads, and the others without names drawn by chance.
   */
  static void write(SparkSession spark, PipelineModel model, Path directory) {
    try (SharedDirectory shared = SharedDirectory.forWriting(spark, directory)) {
      model.write().save(shared.path().toString());
      shared.fetch(directory);
      List<Path> files;
      try (Stream<Path> found = Files.walk(directory)) {
        files = found.filter(Files::isRegularFile).toList();
      }
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (name.startsWith("part-")) {
          Files.move(file, file.resolveSibling(plain(name)));
        } else {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the model to " + directory, e);
    }
  }

  /** {@code part-00000.snappy.parquet} of {@code part-00000-UUID-c000.snappy.parquet}. */
  private static String plain(String name) {
    return name.replaceFirst("^(part-\\d+)-[0-9a-f-]{36}(-c(\\d+))?", "$1");
  }
}
