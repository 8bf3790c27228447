package io.propensity.prediction.delivery;

import io.propensity.run.ContractException;
import io.propensity.run.JobException;
import io.propensity.run.UsageException;
import java.util.Map;

/** Who says where rows go: messages name its settings as they are called where it wrote them. */
enum Asker {
  COMMAND_LINE {
    @Override
    String named(String option) {
      return option;
    }

    @Override
    JobException refused(String message) {
      return new UsageException(message);
    }
  },
  CAMPAIGN {
    @Override
    String named(String option) {
      return "the campaign's output." + FIELDS.get(option);
    }

    @Override
    JobException refused(String message) {
      return new ContractException(message);
    }
  };

  static final String FORMAT = "--output-format";
  static final String TABLE = "--output-table";
  static final String PARTITION_BY = "--partition-by";
  static final String SORTED = "--sort-by-score";

  private static final Map<String, String> FIELDS =
      Map.of(
          FORMAT, "format", TABLE, "table", PARTITION_BY, "partition_by", SORTED, "sort_by_score");

  /** What it calls an option of the command line. */
  abstract String named(String option);

  /** Of settings that cannot be followed. */
  abstract JobException refused(String message);
}
