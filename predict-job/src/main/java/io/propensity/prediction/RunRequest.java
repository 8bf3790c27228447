package io.propensity.prediction;

import io.propensity.campaign.Campaign;
import io.propensity.campaign.OutputSettings;
import io.propensity.prediction.delivery.Destination;
import io.propensity.prediction.delivery.Shape;
import io.propensity.prediction.explanation.Explain;
import io.propensity.prediction.users.InputTable;
import io.propensity.prediction.users.Part;
import io.propensity.run.UsageException;
import org.jspecify.annotations.Nullable;

/**
 * What the command line asks of one run, beyond the campaign.
 *
 * @param users a users table that goes before the campaign's and the environment's
 * @param table how it is read
 * @param part of the audience that is scored
 * @param newestBy the column whose greatest value tells which of the rows with one key holds; null
 *     when none of them does
 * @param explain whose scores are explained; null for nobody's
 * @param keepRuns so many published runs of the campaign stay, this one among them; null for all
 */
record RunRequest(
    @Nullable String users,
    InputTable table,
    Part part,
    @Nullable String newestBy,
    Tolerances tolerances,
    @Nullable Explain explain,
    Shape shape,
    Destination destination,
    @Nullable Integer keepRuns) {

  RunRequest {
    if (keepRuns != null && keepRuns < 1) {
      throw new UsageException(
          "--keep-runs %d: the newest run always stays, so at least 1".formatted(keepRuns));
    }
  }

  /**
   * The same for a campaign, whose settings hold where the command line says nothing.
   *
   * @param where the rows go, by the command line or the campaign
   */
  RunRequest of(Campaign campaign, Destination where) {
    OutputSettings output = campaign.output();
    return new RunRequest(
        users,
        users == null ? table.or(campaign) : table,
        part,
        newestBy == null ? campaign.newestBy() : newestBy,
        tolerances.or(campaign.maxDrift()),
        explain,
        shape.or(campaign),
        where,
        keepRuns != null || output == null ? keepRuns : output.keepRuns());
  }

  /** Whether some scores are explained once all of them are known. */
  boolean explainsTop() {
    return explain != null && explain.top() != null;
  }

  /** Whether the scored rows are written once more, other than as they were scored. */
  boolean rewrites() {
    return explainsTop() || !shape.isPlain() || !destination.takesScoredFiles();
  }
}
