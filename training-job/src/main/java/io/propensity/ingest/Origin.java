package io.propensity.ingest;

import io.propensity.pipeline.Pipeline;
import io.propensity.run.ConfigurationException;
import io.propensity.scoring.FeatureTable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;

/**
 * What a raw table was read from, carried in the metadata of its first column: another run may have
 * replaced the table by the data of another source. A table that somebody else wrote carries none.
 */
public final class Origin {

  private static final String SOURCE = "propensity.source";

  private Origin() {}

  /** The rows with their origin. */
  public static Dataset<Row> mark(Dataset<Row> rows, Pipeline pipeline) {
    List<Column> columns = new ArrayList<>();
    for (StructField field : rows.schema().fields()) {
      Column column = rows.col(FeatureTable.quoted(field.name()));
      columns.add(
          columns.isEmpty() ? column.as(field.name(), marked(field.metadata(), pipeline)) : column);
    }
    return rows.select(columns.toArray(Column[]::new));
  }

  /**
   * Refuses a raw table of another source than the pipeline's.
   *
   * @throws ConfigurationException when the table says that it comes from elsewhere
   */
  public static void require(Dataset<Row> raw, Pipeline pipeline, String location) {
    StructField[] fields = raw.schema().fields();
    Metadata metadata = fields.length == 0 ? Metadata.empty() : fields[0].metadata();
    if (metadata.contains(SOURCE) && !metadata.getString(SOURCE).equals(pipeline.origin())) {
      throw new ConfigurationException(
          "The raw table at %s was not read from sources.raw of this pipeline.yaml as it is now: run it without --steps"
              .formatted(location));
    }
  }

  private static Metadata marked(Metadata metadata, Pipeline pipeline) {
    return new MetadataBuilder()
        .withMetadata(metadata)
        .putString(SOURCE, pipeline.origin())
        .build();
  }
}
