package io.propensity.export;

import io.propensity.environment.Connectors;
import io.propensity.environment.Roots;
import io.propensity.pipeline.Pipeline;
import io.propensity.pipeline.PipelineFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The queries of a pipeline's folder that are exported. */
public final class ExportFiles {

  private static final String FOLDER = "exports";

  private ExportFiles() {}

  /**
   * The text of each query by its file within the folder: those that the pipeline names, or else
   * every {@code exports/*.sql}.
   *
   * @param folder a local path or a URI of a Hadoop file system
   * @throws io.propensity.run.NotFoundException when one that is named is not there
   */
  public static Map<String, String> read(Pipeline pipeline, String folder) {
    String base = folder.replaceFirst("/+$", "");
    Map<String, String> texts = new LinkedHashMap<>();
    for (String file : pipeline.exports() == null ? found(base) : pipeline.exports()) {
      texts.put(file, PipelineFile.text(base, file));
    }
    return texts;
  }

  private static List<String> found(String base) {
    Path exports = Roots.hadoopPath(base + "/" + FOLDER);
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
