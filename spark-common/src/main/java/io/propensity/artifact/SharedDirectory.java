package io.propensity.artifact;

import io.propensity.environment.Connectors;
import io.propensity.environment.HadoopPaths;
import io.propensity.model.ArtifactFile;
import io.propensity.run.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * A directory for a while that the driver and all executors see: one of this machine where Spark
 * runs on it alone, otherwise one below {@link #SETTING}, which goes when this is closed.
 */
public final class SharedDirectory implements AutoCloseable {

  /** The setting of a session that says where such directories may lie on a cluster. */
  public static final String SETTING = "spark.propensity.staging";

  private final FileSystem files;
  private final Path path;
  private final boolean ours;
  private final List<ArtifactFile> content;

  private SharedDirectory(FileSystem files, Path path, boolean ours, List<ArtifactFile> content) {
    this.files = files;
    this.path = path;
    this.ours = ours;
    this.content = List.copyOf(content);
  }

  /** The directory {@code local}, or one that is to be brought there by {@link #fetch}. */
  public static SharedDirectory forWriting(SparkSession spark, java.nio.file.Path local) {
    return of(spark, local, List.of());
  }

  /** The files of {@code local} where all can read them. */
  public static SharedDirectory copy(SparkSession spark, java.nio.file.Path local) {
    try {
      SharedDirectory shared = of(spark, local, ArtifactFiles.hash(local));
      if (shared.ours) {
        shared.files.copyFromLocalFile(new Path(local.toUri()), shared.path);
      }
      return shared;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the model in " + local, e);
    }
  }

  private static SharedDirectory of(
      SparkSession spark, java.nio.file.Path local, List<ArtifactFile> content) {
    boolean ours = !spark.sparkContext().isLocal();
    Path path = new Path(local.toUri());
    if (ours) {
      String staging = spark.conf().get(SETTING, "");
      if (staging.isEmpty()) {
        throw new ConfigurationException(
            "Spark runs on a cluster and %s does not say where its machines can share files"
                .formatted(SETTING));
      }
      path = new Path(HadoopPaths.of(staging), UUID.randomUUID().toString());
    }
    FileSystem files = Connectors.open(path, spark.sessionState().newHadoopConf());
    return new SharedDirectory(files, path, ours, content);
  }

  public Path path() {
    return path;
  }

  /** The files that were copied, as they were then. */
  public VerifiedFiles files() {
    return new VerifiedFiles(path, content);
  }

  /** Brings what was written to {@code local}, if it is not there already. */
  public void fetch(java.nio.file.Path local) throws IOException {
    if (ours) {
      files.copyToLocalFile(false, path, new Path(local.toUri()), true);
    }
  }

  @Override
  public void close() {
    try {
      if (ours) {
        files.delete(path, true);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + path, e);
    }
  }
}
