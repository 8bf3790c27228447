package io.propensity.scaffold;

import io.propensity.model.Task;
import io.propensity.run.ContractException;

/**
 * A pipeline for a file, with the reasons for what was decided.
 *
 * @param path of the source, as the pipeline's file names it
 */
record PipelineDraft(
    String name,
    String path,
    TableFacts facts,
    KeyChoice key,
    LabelTask label,
    SplitChoice split,
    FeatureChoice features) {

  private static final long MOST_ROWS = 5_000_000;
  private static final int FEW = 1_000;

  PipelineDraft {
    if (features.numeric().isEmpty() && features.categorical().isEmpty()) {
      throw new ContractException(
          "No column of the file can be a feature: %s"
              .formatted(
                  features.excluded().isEmpty()
                      ? "there is none beside the label and the key"
                      : features.excluded()));
    }
  }

  /** Fewer trees for few rows; many are stopped early where some rows validate. */
  String parameters() {
    return split.validation() > 0
        ? "{iterations: 1000, od_type: Iter, od_wait: 50}"
        : facts.rows() < FEW ? "{iterations: 100}" : "{iterations: 300}";
  }

  /** Whether more rows are there than the driver takes. */
  boolean samples() {
    return facts.rows() > MOST_ROWS;
  }

  boolean isBinary() {
    return label.task() == Task.BINARY;
  }
}
