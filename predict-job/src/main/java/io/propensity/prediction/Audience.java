package io.propensity.prediction;

import io.propensity.audience.AudienceFilter;
import io.propensity.campaign.Campaign;
import io.propensity.expression.Expression;
import io.propensity.expression.ExpressionException;
import io.propensity.prediction.users.Part;
import io.propensity.run.ContractException;
import io.propensity.sql.ExpressionColumns;
import java.time.LocalDate;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The rows of a users table for which a campaign's filter is true.
 *
 * @param everyone whether the filter is no more than {@code TRUE}
 */
record Audience(Dataset<Row> rows, boolean everyone) {

  /**
   * Applies the filter of {@code campaign}.
   *
   * @throws ContractException when the filter does not fit the table's columns
   */
  static Audience of(Dataset<Row> users, Campaign campaign, LocalDate runDate) {
    try {
      AudienceFilter filter = AudienceFilter.parse(campaign.audienceFilter());
      filter.check(ExpressionColumns.columns(users.schema()));
      boolean everyone =
          filter.expression() instanceof Expression.Literal literal
              && Boolean.TRUE.equals(literal.value());
      return new Audience(
          users.filter(ExpressionColumns.column(filter.expression(), users.schema(), runDate)),
          everyone);
    } catch (ExpressionException e) {
      throw new ContractException(
          "Cannot score campaign %d: its audience filter, %s"
              .formatted(campaign.id(), e.getMessage()),
          e);
    }
  }

  /** The part of it that a trial scores. */
  Audience part(Part part, List<String> key) {
    return part.isAll() ? this : new Audience(part.of(rows, key), false);
  }
}
