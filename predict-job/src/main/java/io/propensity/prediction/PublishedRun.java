package io.propensity.prediction;

import io.propensity.campaign.Campaign;
import io.propensity.report.RunReport;
import io.propensity.report.ScoreSummary;
import io.propensity.table.FileSystems;
import java.util.Locale;
import java.util.Objects;
import org.apache.hadoop.fs.Path;

/**
 * What a run left for its readers.
 *
 * @param before whether an earlier attempt with the same run id had published it
 */
record PublishedRun(RunReport report, Path directory, boolean before) {

  /** The summary that the job prints, a line each. */
  String summary(Campaign campaign) {
    String scores = report.scores() == null ? "none" : describe(report.scores());
    return String.format(
        Locale.ROOT,
        """
        %s
          campaign    %d '%s', revision %d
          model       %s/%d
          audience    %s
          users read  %,d
          in audience %,d
          scored      %,d
          rejected    %s
          scores      %s
          output      %s
        """,
        before ? "Run %s was already published".formatted(report.runId()) : "Run " + report.runId(),
        campaign.id(),
        campaign.name(),
        report.campaignRevision(),
        report.modelName(),
        report.modelVersion(),
        audience(campaign),
        report.usersRead(),
        report.audience(),
        report.scored(),
        report.rejected().isEmpty() ? "none" : report.rejected(),
        scores,
        FileSystems.display(directory));
  }

  /** Of a campaign that was changed since, only the revision is known that was scored. */
  private String audience(Campaign campaign) {
    return Objects.equals(report.campaignRevision(), campaign.revision())
        ? campaign.audienceFilter()
        : "that of revision %d; the campaign has been changed since"
            .formatted(report.campaignRevision());
  }

  private static String describe(ScoreSummary scores) {
    return String.format(
        Locale.ROOT,
        "mean %.4f, from %.4f to %.4f, median %.4f",
        scores.mean(),
        scores.quantiles().get("min"),
        scores.quantiles().get("max"),
        scores.quantiles().get("p50"));
  }
}
