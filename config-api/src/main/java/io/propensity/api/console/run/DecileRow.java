package io.propensity.api.console.run;

import io.propensity.api.console.chart.Numbers;
import io.propensity.report.ScoreDecile;
import io.propensity.report.ScoreSummary;
import java.util.List;
import java.util.Objects;

/**
 * A tenth of the scored rows, for people.
 *
 * @param percent of the greatest mean, a whole number
 * @param scores from the least to the greatest
 */
record DecileRow(String name, String rows, String mean, long percent, String scores) {

  private static final int HUNDRED = 100;

  /** The tenth of the greatest scores first; none where the report has none. */
  static List<DecileRow> of(ScoreSummary scores) {
    List<ScoreDecile> deciles = Objects.requireNonNullElse(scores.deciles(), List.of());
    double most = deciles.stream().mapToDouble(ScoreDecile::meanScore).max().orElse(0);
    return deciles.stream().map(decile -> of(decile, most)).toList();
  }

  private static DecileRow of(ScoreDecile decile, double most) {
    return new DecileRow(
        String.valueOf(decile.decile()),
        Numbers.grouped(decile.rows()),
        Numbers.score(decile.meanScore()),
        most <= 0 ? 0 : Math.max(0, Math.round(HUNDRED * decile.meanScore() / most)),
        "%s to %s"
            .formatted(Numbers.score(decile.leastScore()), Numbers.score(decile.greatestScore())));
  }
}
