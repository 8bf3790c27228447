package io.propensity.training;

import io.propensity.json.YamlFile;
import io.propensity.model.Task;
import io.propensity.pipeline.AlgorithmSpec;
import io.propensity.pipeline.Key;
import io.propensity.pipeline.Label;
import io.propensity.pipeline.Pipeline;
import io.propensity.pipeline.Source;
import io.propensity.pipeline.SourceFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Pipelines for tests. */
public final class Pipelines {

  private Pipelines() {}

  /** A pipeline as its file says. */
  public static Pipeline parse(String yaml) {
    return YamlFile.parse("pipeline.yaml", yaml, Map.of()).bind(Pipeline.class);
  }

  /** A pipeline with key {@code id} and label {@code answer}, which is {@code yes} or not. */
  public static Pipeline of(
      Map<String, String> derive, List<String> numeric, List<String> categorical) {
    return of(Source.generated(SourceFormat.SAMPLE_USERS, Map.of()), derive, numeric, categorical);
  }

  /** A pipeline that reads a CSV file. */
  public static Pipeline csv(String path, String schema) {
    return of(
        Source.of(SourceFormat.CSV, path, Map.of(), schema), Map.of(), List.of("age"), List.of());
  }

  private static Pipeline of(
      Source raw, Map<String, String> derive, List<String> numeric, List<String> categorical) {
    return new Pipeline(
        1,
        "tests",
        Key.of("id"),
        Task.BINARY,
        Map.of(Pipeline.RAW, raw),
        null,
        new LinkedHashMap<>(derive),
        Label.of("answer", "yes"),
        numeric,
        categorical,
        null,
        null,
        null,
        null,
        AlgorithmSpec.of("catboost", Map.of()),
        null,
        null,
        null,
        null,
        null);
  }
}
