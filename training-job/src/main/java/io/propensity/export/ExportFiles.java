package io.propensity.export;

import io.propensity.environment.Connectors;
import io.propensity.environment.HadoopPaths;
import io.propensity.pipeline.PipelineParts;
import io.propensity.run.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  public static List<String> of(PipelineParts pipeline, String folder) {
    return pipeline.exports() == null ? found(folder.replaceFirst("/+$", "")) : pipeline.exports();
  }

  /**
   * Refuses files that would write one export.
   *
   * @throws ConfigurationException naming two of them
   */
  public static void requireDistinct(Collection<String> files) {
    Map<String, String> byName = new HashMap<>();
    for (String file : files) {
      String before = byName.put(name(file), file);
      if (before != null) {
        throw new ConfigurationException(
            "exports: %s and %s would write one export: rename one".formatted(before, file));
      }
    }
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

  static String name(String file) {
    return file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.sql$", "");
  }
}
