package io.propensity.report;

import io.propensity.evaluation.Evaluation;
import io.propensity.explanation.ImportancesJson;
import io.propensity.json.Json;
import io.propensity.table.FileSystems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The files of a training run for people and dashboards; {@code index.html} shows them all. */
public final class TrainingReport {

  private TrainingReport() {}

  /** Writes below {@code directory}, the page last. */
  public static void write(FileSystem files, Path directory, TrainingFindings findings) {
    Map<String, byte[]> content = new LinkedHashMap<>();
    Evaluation evaluation = findings.model().evaluation();
    content.put(
        "metrics.json",
        MetricsJson.of(evaluation, findings.model().gate(), findings.model().warnings()));
    content.put("metrics.csv", MetricsCsv.of(evaluation).getBytes(StandardCharsets.UTF_8));
    content.put(
        "feature_importance.json", ImportancesJson.of(findings.model().model().importances()));
    findings
        .features()
        .ifPresent(summary -> content.put("features_summary.json", Json.write(summary)));
    if (!findings.trials().isEmpty()) {
      content.put("trials.json", Json.write(findings.trials()));
    }
    findings
        .crossValidation()
        .ifPresent(trial -> content.put("cross_validation.json", Json.write(trial)));
    findings.pictures().forEach((name, png) -> content.put("figures/" + name + ".png", png));
    content.put("index.html", TrainingPage.of(findings));
    content.forEach((name, bytes) -> write(files, new Path(directory, name), bytes));
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
