package io.propensity.prediction;

import io.propensity.audience.AudienceFilter;
import io.propensity.campaign.Campaign;
import io.propensity.expression.ExpressionException;
import io.propensity.run.ContractException;
import io.propensity.scoring.FeatureTable;
import io.propensity.sql.ExpressionColumns;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * The rows of a users table for which a campaign's filter is true, those without a key left out.
 */
final class Audience {

  private final Dataset<Row> users;
  private final Column filter;
  private final Column keyed;

  private Audience(Dataset<Row> users, Column filter, Column keyed) {
    this.users = users;
    this.filter = filter;
    this.keyed = keyed;
  }

  /**
   * How many rows there are.
   *
   * @param users of the whole table
   * @param audience for which the filter is true
   * @param withoutKey of the audience, which cannot be scored
   */
  record Counts(long users, long audience, long withoutKey) {

    /** Rows that cannot be scored, by reason; a reason without rows is not named. */
    Map<String, Long> rejected() {
      return withoutKey == 0 ? Map.of() : Map.of("null_key", withoutKey);
    }
  }

  /**
   * Applies the filter of {@code campaign}.
   *
   * @param key the columns that together name a user
   * @throws ContractException when the filter does not fit the table's columns, or the key is
   *     absent
   */
  static Audience of(Dataset<Row> users, Campaign campaign, List<String> key, LocalDate runDate) {
    Column keyed = functions.lit(true);
    for (String column : key) {
      if (Arrays.stream(users.columns()).noneMatch(column::equalsIgnoreCase)) {
        throw new ContractException(
            "The users table of campaign %d has no key column '%s'; its columns are %s"
                .formatted(campaign.id(), column, String.join(", ", users.columns())));
      }
      keyed = keyed.and(users.col(FeatureTable.quoted(column)).isNotNull());
    }
    return new Audience(users, filter(users, campaign, runDate), keyed);
  }

  Dataset<Row> rows() {
    return users.filter(filter).filter(keyed);
  }

  /** Counts, in one Spark job over the columns of the filter and the key. */
  Counts count() {
    Row counts =
        users
            .agg(
                functions.count(functions.lit(1)),
                functions.count_if(filter),
                functions.count_if(filter.and(functions.not(keyed))))
            .head();
    return new Counts(counts.getLong(0), counts.getLong(1), counts.getLong(2));
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
