package io.propensity.training;

import io.propensity.model.Split;
import io.propensity.model.Task;
import io.propensity.pipeline.Algorithm;
import io.propensity.pipeline.Pipeline;
import io.propensity.pipeline.Source;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Pipelines for tests. */
public final class Pipelines {

  private Pipelines() {}

  /** A pipeline with key {@code id} and label {@code answer}, which is {@code yes} or not. */
  public static Pipeline of(
      Map<String, String> derive, List<String> numeric, List<String> categorical) {
    return new Pipeline(
        1,
        "tests",
        "id",
        Task.BINARY,
        new Pipeline.Sources(new Source(null, Source.Format.SAMPLE_USERS, null, null)),
        new LinkedHashMap<>(derive),
        new Pipeline.Label("answer", "yes"),
        numeric,
        categorical,
        new Split(0.1, 0.2, 42),
        new Algorithm("catboost", Map.of(), null, null));
  }

  /** A pipeline that reads a CSV file. */
  public static Pipeline csv(String path, String schema) {
    Pipeline pipeline = of(Map.of(), List.of("age"), List.of());
    return new Pipeline(
        1,
        "tests",
        "id",
        Task.BINARY,
        new Pipeline.Sources(new Source(path, Source.Format.CSV, Map.of(), schema)),
        pipeline.derive(),
        pipeline.label(),
        pipeline.numeric(),
        pipeline.categorical(),
        pipeline.split(),
        pipeline.algorithm());
  }
}
