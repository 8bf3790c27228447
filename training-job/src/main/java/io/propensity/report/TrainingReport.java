package io.propensity.report;

import io.propensity.json.Json;
import io.propensity.table.FileSystems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The files of a training run for people and dashboards; {@code index.html} shows them all. */
public final class TrainingReport {

  /** The page that shows them. */
  public static final String PAGE = "index.html";

  private TrainingReport() {}

  /** Writes what is known of a model below {@code directory}, as soon as it is known. */
  public static void write(FileSystem files, Path directory, ModelFindings model) {
    Map<String, byte[]> content = new LinkedHashMap<>(model.files());
    if (!model.trials().isEmpty()) {
      content.put("trials.json", Json.write(model.trials()));
    }
    model
        .crossValidation()
        .ifPresent(trial -> content.put("cross_validation.json", Json.write(trial)));
    content.forEach((name, bytes) -> write(files, new Path(directory, name), bytes));
  }

  /** Writes the page, when nothing more is to come. */
  public static void write(FileSystem files, Path directory, TrainingFindings findings) {
    write(files, new Path(directory, PAGE), TrainingPage.of(findings));
  }

  private static void write(FileSystem files, Path file, byte[] content) {
    try {
      files.delete(file, false);
      FileSystems.writeWhole(files, file, content);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }
}
