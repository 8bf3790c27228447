package io.propensity.prediction;

import io.propensity.audience.AudienceFilter;
import io.propensity.campaign.Campaign;
import io.propensity.expression.ExpressionException;
import io.propensity.run.ContractException;
import io.propensity.scoring.FeatureTable;
import io.propensity.sql.ExpressionColumns;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * The rows of a users table for which a campaign's filter is true, those without a key counted and
 * left out. The counts are known once a query over {@link #rows} has ended.
 */
final class Audience {

  private static final String ROWS = "rows";
  private static final String WITHOUT_KEY = "without_key";

  private final Dataset<Row> rows;
  private final Observation counts;

  private Audience(Dataset<Row> rows, Observation counts) {
    this.rows = rows;
    this.counts = counts;
  }

  /**
   * Applies the filter of {@code campaign}.
   *
   * @param key the column that names a user
   * @throws ContractException when the filter does not fit the table's columns, or the key is
   *     absent
   */
  static Audience of(Dataset<Row> users, Campaign campaign, String key, LocalDate runDate) {
    if (Arrays.stream(users.columns()).noneMatch(key::equalsIgnoreCase)) {
      throw new ContractException(
          "The users table of campaign %d has no key column '%s'; its columns are %s"
              .formatted(campaign.id(), key, String.join(", ", users.columns())));
    }
    Column keyColumn = users.col(FeatureTable.quoted(key));
    Observation counts = new Observation("audience");
    Dataset<Row> observed =
        users
            .filter(filter(users, campaign, runDate))
            .observe(
                counts,
                functions.count(functions.lit(1)).as(ROWS),
                functions.count_if(keyColumn.isNull()).as(WITHOUT_KEY));
    return new Audience(observed.filter(keyColumn.isNotNull()), counts);
  }

  Dataset<Row> rows() {
    return rows;
  }

  /** Rows for which the filter was true; waits for the query over {@link #rows}. */
  long size() {
    return count(ROWS);
  }

  /** Rows that cannot be scored, by reason; a reason without rows is not named. */
  Map<String, Long> rejected() {
    long withoutKey = count(WITHOUT_KEY);
    return withoutKey == 0 ? Map.of() : Map.of("null_key", withoutKey);
  }

  private long count(String name) {
    try {
      return ((Number) Objects.requireNonNull(counts.getAsJava().get(name))).longValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the audience was counted", e);
    }
  }

  private static Column filter(Dataset<Row> users, Campaign campaign, LocalDate runDate) {
    try {
      AudienceFilter filter = AudienceFilter.parse(campaign.audienceFilter());
      filter.check(ExpressionColumns.columns(users.schema()));
      return ExpressionColumns.column(filter.expression(), users.schema(), runDate);
    } catch (ExpressionException e) {
      throw new ContractException(
          "Cannot score campaign %d: its audience filter, %s"
              .formatted(campaign.id(), e.getMessage()),
          e);
    }
  }
}
