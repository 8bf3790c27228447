package io.propensity.prediction;

import io.propensity.campaign.Campaign;
import io.propensity.environment.Environment;
import io.propensity.prediction.delivery.Destination;
import io.propensity.prediction.delivery.Destinations;
import io.propensity.prediction.delivery.Shape;
import io.propensity.prediction.delivery.Wanted;
import io.propensity.prediction.explanation.Explain;
import io.propensity.prediction.ranking.Segments;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What of the scored users is published, and where. */
final class OutputOptions {

  @Option(
      names = "--output",
      paramLabel = "URI",
      description = "The output root; goes before roots.output of the environment.")
  @Nullable String output;

  @Option(
      names = "--output-format",
      paramLabel = "FORMAT",
      description = {
        "parquet, orc, csv, json, or a connector whose options stand under outputs in the environment",
        "(default: the campaign's output, or parquet)."
      })
  private @Nullable String format;

  @Option(
      names = "--output-table",
      paramLabel = "TABLE",
      description = {
        "Publishes to a table of a catalog, e.g. lake.marketing.scores, partitioned by campaign and",
        "run."
      })
  private @Nullable String table;

  @Option(
      names = "--partition-by",
      paramLabel = "COLUMN",
      split = ",",
      description = "A folder for each value, e.g. of segment.")
  private List<String> partitionBy = new ArrayList<>();

  @Option(names = "--sort-by-score", description = "The greatest scores come first.")
  private boolean sorted;

  @Option(
      names = "--top",
      paramLabel = "N",
      description = "Publishes the N greatest scores alone (default: the campaign's output.top).")
  private @Nullable Long top;

  @Option(
      names = "--min-score",
      paramLabel = "X",
      description =
          "Publishes scores of at least X alone (default: the campaign's output.min_score).")
  private @Nullable Double minScore;

  @Option(
      names = "--segments",
      paramLabel = "SEGMENTS",
      description = {
        "Adds a column segment: shares of the scored users as in high:0.1,medium:0.3,low or bounds of",
        "the score as in 'high>=0.7,medium>=0.4,low' (default: the campaign's segments)."
      })
  private @Nullable String segments;

  @Option(
      names = "--holdout",
      paramLabel = "SHARE",
      description = {
        "Adds a column control: true for that share of the users, the same ones in every run of the",
        "campaign (default: the campaign's holdout)."
      })
  private @Nullable Double holdout;

  @Option(
      names = "--explain",
      paramLabel = "K",
      description = {
        "Adds a column explanation for the K greatest scores, or all of them: the three features that",
        "raised the score the most and the three that lowered it, by exact SHAP values."
      })
  private @Nullable String explain;

  @Option(
      names = "--keep-runs",
      paramLabel = "N",
      description = {
        "Removes the campaign's older published runs once this one is (default: the campaign's",
        "output.keep_runs)."
      })
  @Nullable Integer keepRuns;

  Shape shape() {
    return new Shape(top, minScore, segments == null ? null : Segments.parse(segments), holdout);
  }

  @Nullable Explain explain() {
    return explain == null ? null : Explain.parse(explain);
  }

  /**
   * Where the rows go: as these options say, or as the campaign does where they say nothing.
   *
   * @param campaign null before it is known
   */
  Destination destination(
      Environment environment, Map<String, String> variables, @Nullable Campaign campaign) {
    Wanted wanted = Wanted.ofOptions(format, table, partitionBy, sorted);
    if (!wanted.isAnything() && campaign != null && campaign.output() != null) {
      wanted = Wanted.of(campaign.output());
    }
    return Destinations.of(wanted, environment, variables);
  }
}
