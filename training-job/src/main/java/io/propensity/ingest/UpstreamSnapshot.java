package io.propensity.ingest;

import java.util.List;
import java.util.Optional;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.spark.source.SparkTable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import scala.jdk.javaapi.CollectionConverters;

/** Which state of somebody's Iceberg table a source is. */
final class UpstreamSnapshot {

  private UpstreamSnapshot() {}

  /** The id of the only Iceberg table that the rows are read from, if that is what they are. */
  static Optional<Long> of(Dataset<Row> rows) {
    LogicalPlan plan =
        ((org.apache.spark.sql.classic.Dataset<Row>) rows).queryExecution().analyzed();
    List<LogicalPlan> leaves = CollectionConverters.asJava(plan.collectLeaves());
    if (leaves.size() == 1
        && leaves.get(0) instanceof DataSourceV2Relation relation
        && relation.table() instanceof SparkTable table) {
      return Optional.ofNullable(
              table.snapshotId() != null
                  ? table.table().snapshot(table.snapshotId())
                  : table.table().currentSnapshot())
          .map(Snapshot::snapshotId);
    }
    return Optional.empty();
  }
}
