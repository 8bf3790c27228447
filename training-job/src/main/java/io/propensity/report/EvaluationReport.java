package io.propensity.report;

import io.propensity.evaluation.paired.Difference;
import io.propensity.json.Json;
import io.propensity.model.ModelVersion;
import io.propensity.table.FileSystems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The files of an evaluation of published versions: {@code evaluation.json}, {@code figures/} and
 * {@code index.html}, which is written last.
 */
public final class EvaluationReport {

  private EvaluationReport() {}

  /** Writes below {@code directory}. */
  public static void write(FileSystem files, Path directory, EvaluationFindings findings) {
    Map<String, byte[]> content = new LinkedHashMap<>();
    content.put("evaluation.json", Json.write(document(findings)));
    for (EvaluationFindings.Measured model : findings.models()) {
      model.pictures().forEach((name, png) -> content.put(picture(model.version(), name), png));
    }
    content.put("index.html", EvaluationPage.of(findings));
    try {
      for (Map.Entry<String, byte[]> file : content.entrySet()) {
        FileSystems.writeWhole(files, new Path(directory, file.getKey()), file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the report " + directory, e);
    }
  }

  private static String picture(ModelVersion version, String name) {
    return "figures/%s-%d/%s.png".formatted(version.name(), version.version(), name);
  }

  private static Map<String, Object> document(EvaluationFindings findings) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("run_id", findings.run());
    document.put("started_at", findings.started());
    document.put("data", findings.data());
    document.put("rows", findings.rows());
    document.put("unlabelled", findings.unlabelled());
    List<Map<String, Object>> models = new ArrayList<>();
    for (EvaluationFindings.Measured model : findings.models()) {
      Map<String, Object> measured = new LinkedHashMap<>();
      measured.put("model", model.version().toString());
      measured.putAll(MetricsJson.document(model.evaluation(), Optional.empty(), List.of()));
      measured.remove("warnings");
      models.add(measured);
    }
    document.put("models", models);
    if (!findings.differences().isEmpty()) {
      document.put(
          "differences",
          findings.differences().stream().map(EvaluationReport::difference).toList());
    }
    document.put("warnings", findings.warnings());
    return document;
  }

  private static Map<String, Object> difference(Difference difference) {
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("metric", difference.metric());
    written.put("value", difference.value());
    if (Double.isFinite(difference.deviation())) {
      written.put("low", difference.low());
      written.put("high", difference.high());
      written.put("told", difference.told());
    }
    return written;
  }
}
