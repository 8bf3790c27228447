package io.propensity.prediction.publication;

import static org.apache.spark.sql.functions.col;

import io.propensity.campaign.Campaign;
import io.propensity.campaign.OutputSettings;
import io.propensity.report.RunReport;
import io.propensity.report.ScoreSummary;
import io.propensity.report.ScoringFigures;
import io.propensity.report.SegmentFigures;
import io.propensity.table.FileSystems;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What a run left for its readers.
 *
 * @param before whether an earlier attempt with the same run id had published it
 */
public record PublishedRun(RunReport report, Path directory, boolean before) {

  /** The formats, by Spark's names, whose files lie in the run's directory. */
  public static final List<String> FILES = OutputSettings.FILES;

  /** Of files: of CSV with a header, and a quote within a text doubled, as RFC 4180 has it. */
  public static final Map<String, String> FILE_OPTIONS = Map.of("header", "true", "escape", "\"");

  /** The published rows, as they were published; empty where a connector took them. */
  public Optional<Dataset<Row>> rows(SparkSession spark) {
    ScoringFigures figures = report.scoring();
    String format = figures == null ? "parquet" : figures.format();
    if (figures != null && figures.table() != null) {
      return Optional.of(
          spark
              .read()
              .table(figures.table())
              .filter(
                  col("campaign_id")
                      .equalTo(report.campaignId())
                      .and(col("run_id").equalTo(report.runId().value()))));
    }
    return FILES.contains(format)
        ? Optional.of(spark.read().format(format).options(FILE_OPTIONS).load(directory.toString()))
        : Optional.empty();
  }

  /** The summary that the job prints, a line each. */
  public String summary(Campaign campaign) {
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
        %s  output      %s
          report      %s
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
        published(),
        FileSystems.display(directory),
        page());
  }

  /** Where people read of it. */
  public String page() {
    return FileSystems.display(new Path(directory, PredictionStore.PAGE + "/index.html"));
  }

  /** Lines that only some runs have. */
  private String published() {
    ScoringFigures figures = report.scoring();
    if (figures == null) {
      return "";
    }
    StringBuilder lines = new StringBuilder();
    if (figures.expectedPositives() != null) {
      line(
          lines,
          "expected",
          String.format(Locale.ROOT, "%,.0f positives", figures.expectedPositives()));
    }
    if (figures.part() != null) {
      line(lines, "part", figures.part());
    }
    figures.segments().forEach(segment -> line(lines, "segment", told(segment)));
    if (figures.control() != null) {
      line(
          lines,
          "control",
          String.format(Locale.ROOT, "%,d of %,d", figures.control(), figures.published()));
    }
    if (figures.published() < report.scored()) {
      line(lines, "published", String.format(Locale.ROOT, "%,d", figures.published()));
    }
    if (figures.table() != null) {
      line(lines, "table", figures.table());
    }
    return lines.toString();
  }

  private static void line(StringBuilder lines, String name, String value) {
    lines.append(String.format(Locale.ROOT, "  %-11s %s%n", name, value));
  }

  private static String told(SegmentFigures segment) {
    return String.format(
        Locale.ROOT,
        "%s: %,d, scores %.4f to %.4f",
        segment.name(),
        segment.rows(),
        segment.minScore(),
        segment.maxScore());
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
