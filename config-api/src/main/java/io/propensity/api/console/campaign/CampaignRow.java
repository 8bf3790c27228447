package io.propensity.api.console.campaign;

import io.propensity.api.console.chart.Sparkline;
import io.propensity.api.run.RunFigures;
import io.propensity.campaign.Campaign;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A campaign in the list.
 *
 * @param last its latest run; null before the first
 * @param audience of the latest run that found one
 * @param means the mean scores of the latest runs
 * @param next when its schedule fires; null without one
 */
record CampaignRow(
    Campaign campaign,
    @Nullable RunFigures last,
    @Nullable Long audience,
    Sparkline means,
    @Nullable Instant next) {

  /**
   * @param runs the latest ones, newest first
   */
  static CampaignRow of(Campaign campaign, List<RunFigures> runs, @Nullable Instant next) {
    return new CampaignRow(
        campaign,
        runs.isEmpty() ? null : runs.get(0),
        runs.stream().map(RunFigures::audience).filter(Objects::nonNull).findFirst().orElse(null),
        means(runs),
        next);
  }

  private static Sparkline means(List<RunFigures> runs) {
    List<Double> means =
        new ArrayList<>(runs.stream().map(RunFigures::mean).filter(Objects::nonNull).toList());
    Collections.reverse(means);
    return new Sparkline(means);
  }
}
