package io.propensity.pipeline;

import io.propensity.json.RecordSchema;

/** The JSON Schema of {@code pipeline.yaml}, by which editors complete and check it. */
public final class PipelineSchema {

  private PipelineSchema() {}

  /** The schema as it is published. */
  public static String text() {
    return RecordSchema.of(Pipeline.class, "pipeline.yaml of Propensity");
  }
}
