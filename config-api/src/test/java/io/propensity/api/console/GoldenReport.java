package io.propensity.api.console;

import io.propensity.report.RunReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reports that jobs wrote, as the contract keeps them. */
public final class GoldenReport {

  private static final JsonMapper JSON = new JsonMapper();

  private GoldenReport() {}

  public static ObjectNode ofScoring(String run) {
    return read("/golden/run-report.json").put("run_id", run);
  }

  public static ObjectNode ofTraining(String run) {
    return read("/golden/run-report-training.json").put("run_id", run);
  }

  private static ObjectNode read(String name) {
    try (InputStream golden = RunReport.class.getResourceAsStream(name)) {
      return (ObjectNode) JSON.readTree(golden);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
