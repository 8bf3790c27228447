package io.propensity.scoring;

import io.propensity.model.Feature;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.TaskContext;

/**
 * How the rows of each partition are counted.
 *
 * @param keys so many columns of the key come first, then the reason to reject a row
 * @param tallies takes the counts of a partition that has ended
 */
record Counting(int keys, Tallies tallies) implements Serializable {

  /** Counts of the partition that this task reads. */
  RowCounts of(VectorLayout layout, List<Feature> features) {
    return new RowCounts(
        layout,
        features,
        keys,
        tallies.plan(),
        tally -> tallies.add(new Tallies.Part(TaskContext.getPartitionId(), tally)));
  }
}
