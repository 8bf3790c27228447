package io.propensity.bench;

import io.propensity.environment.Environment;
import io.propensity.ingest.Ingest;
import io.propensity.pipeline.Pipeline;
import io.propensity.pipeline.PipelineFile;
import io.propensity.table.Warehouse;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** A table that is filled by a pipeline's own generator. */
final class MadeTable {

  static final String SAMPLE_USERS = "pipelines/campaign-response";

  private MadeTable() {}

  /** Ingests so many rows of the pipeline's source {@code raw} and tells where they are. */
  static String write(SparkSession spark, Environment environment, String folder, long rows) {
    Pipeline pipeline =
        PipelineFile.read(
            folder, environment.roots(), Map.of(), List.of("sources.raw.options.rows=" + rows));
    new Ingest(spark, Warehouse.of(spark), columns -> {}).write(pipeline, true);
    return environment.roots().warehouse() + "/" + pipeline.name() + "/raw";
  }
}
