package io.propensity.export;

import io.propensity.environment.Connectors;
import io.propensity.environment.HadoopPaths;
import io.propensity.pipeline.Pipeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Which queries of a pipeline's folder are exported. */
public final class ExportFiles {

  private static final String FOLDER = "exports";

  private ExportFiles() {}

  /**
   * Their files within the folder: those that the pipeline names, whether or not they are there, or
   * else every {@code exports/*.sql}.
   *
   * @param folder a local path or a URI of a Hadoop file system
   */
  public static List<String> of(Pipeline pipeline, String folder) {
    return pipeline.exports() == null ? found(folder.replaceFirst("/+$", "")) : pipeline.exports();
  }

  private static List<String> found(String base) {
    Path exports = HadoopPaths.of(base + "/" + FOLDER);
    try {
      FileSystem files = Connectors.open(exports, new Configuration());
      if (!files.exists(exports)) {
        return List.of();
      }
      return Arrays.stream(files.listStatus(exports))
          .map(status -> status.getPath().getName())
          .filter(name -> name.endsWith(".sql"))
          .sorted()
          .map(name -> FOLDER + "/" + name)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + exports, e);
    }
  }
}
