package io.propensity.api.console.run;

import io.propensity.api.console.chart.Bars;
import io.propensity.api.console.chart.Numbers;
import io.propensity.report.RunKind;
import io.propensity.report.RunReport;
import io.propensity.report.ScoreSummary;
import io.propensity.report.ScoringFigures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a run reported, for people.
 *
 * @param counts from the rows that were read to those that were published; each with its share of
 *     the one that it is a part of
 * @param sum that shows that the counts add up
 * @param steps the longest first
 * @param quantiles of the scores, the mean first
 * @param scores null where nothing was scored
 * @param deciles the tenth of the greatest scores first; none in older reports
 * @param downloads whether the service may have the rows that were published
 * @param bestTenth how many rows are a tenth of those published; 0 where segments say who is best
 */
public record ReportView(
    String runId,
    boolean downloads,
    long bestTenth,
    List<Count> counts,
    String sum,
    List<Step> steps,
    List<Quantile> quantiles,
    @Nullable Bars scores,
    String scorePsi,
    String expectedPositives,
    List<DecileRow> deciles,
    List<SegmentRow> segments,
    List<ReasonRow> reasons,
    List<DriftRow> drift,
    List<String> warnings,
    List<String> standing) {

  private static final int HUNDRED = 100;

  /** How many rows; {@code share} of {@code of}. */
  record Count(String name, String rows, String share, boolean rejected) {}

  /**
   * How long one step took.
   *
   * @param percent of the longest step, a whole number
   */
  record Step(String name, String took, long percent) {}

  /** A number of the scores. */
  record Quantile(String name, String value) {

    /** The name in words. */
    public String label() {
      return ScoreSummary.label(name);
    }
  }

  public ReportView {
    counts = List.copyOf(counts);
    steps = List.copyOf(steps);
    quantiles = List.copyOf(quantiles);
    deciles = List.copyOf(deciles);
    segments = List.copyOf(segments);
    reasons = List.copyOf(reasons);
    drift = List.copyOf(drift);
    warnings = List.copyOf(warnings);
    standing = List.copyOf(standing);
  }

  static ReportView of(RunReport report, boolean downloads) {
    ScoringFigures scoring = report.scoring();
    ScoreSummary scores = report.scores();
    return new ReportView(
        report.runId().value(),
        downloads,
        scoring == null ? 0 : bestTenth(scoring),
        counts(report, scoring),
        sum(report),
        steps(report.seconds()),
        scores == null ? List.of() : quantiles(scores),
        scores == null ? null : Bars.of(scores.histogram()),
        scoring == null || scoring.scorePsi() == null ? "" : Numbers.score(scoring.scorePsi()),
        scoring == null ? "" : positives(scoring),
        scores == null ? List.of() : DecileRow.of(scores),
        scoring == null ? List.of() : SegmentRow.of(scoring),
        scoring == null ? List.of() : ReasonRow.of(scoring),
        scoring == null ? List.of() : DriftRow.of(scoring.drift()),
        Objects.requireNonNullElse(report.warnings(), List.of()),
        Objects.requireNonNullElse(report.standing(), List.of()));
  }

  private static long bestTenth(ScoringFigures scoring) {
    return scoring.segments().isEmpty() ? (scoring.published() + 9) / 10 : 0;
  }

  private static List<Count> counts(RunReport report, @Nullable ScoringFigures scoring) {
    boolean training = report.kind() == RunKind.TRAINING;
    String part = training ? "of the training data" : "of the audience";
    List<Count> counts = new ArrayList<>();
    counts.add(new Count("Read", Numbers.grouped(report.usersRead()), "", false));
    counts.add(
        count(
            training ? "Training data" : "In the audience",
            report.audience(),
            report.usersRead(),
            "of those read",
            false));
    counts.add(
        count(training ? "Used" : "Scored", report.scored(), report.audience(), part, false));
    report
        .rejected()
        .forEach(
            (reason, rows) ->
                counts.add(count("Rejected: " + reason, rows, report.audience(), part, true)));
    if (scoring != null) {
      counts.addAll(published(report, scoring));
    }
    return counts;
  }

  private static List<Count> published(RunReport report, ScoringFigures scoring) {
    List<Count> counts = new ArrayList<>();
    counts.add(count("Published", scoring.published(), report.scored(), "of those scored", false));
    Long control = scoring.control();
    if (control != null) {
      counts.add(count("Control group", control, scoring.published(), "of those published", false));
    }
    return counts;
  }

  private static Count count(String name, long rows, long whole, String of, boolean rejected) {
    return new Count(name, Numbers.grouped(rows), Numbers.share(rows, whole) + " " + of, rejected);
  }

  /** {@code 6,900 scored + 70 rejected = 6,970 in the audience}. */
  private static String sum(RunReport report) {
    long rejected = report.rejected().values().stream().mapToLong(Long::longValue).sum();
    return String.format(
        Locale.ROOT,
        report.kind() == RunKind.TRAINING
            ? "%,d used + %,d rejected = %,d rows of training data"
            : "%,d scored + %,d rejected = %,d in the audience",
        report.scored(),
        rejected,
        report.audience());
  }

  private static List<Step> steps(Map<String, Double> seconds) {
    double longest = seconds.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    return seconds.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .map(
            step ->
                new Step(
                    step.getKey(),
                    Numbers.seconds(step.getValue()),
                    longest <= 0 ? 0 : Math.round(HUNDRED * step.getValue() / longest)))
        .toList();
  }

  private static List<Quantile> quantiles(ScoreSummary scores) {
    List<Quantile> quantiles =
        scores.quantiles().entrySet().stream()
            .sorted(Comparator.comparingInt(each -> rank(each.getKey())))
            .map(each -> new Quantile(each.getKey(), Numbers.score(each.getValue())))
            .collect(Collectors.toCollection(ArrayList::new));
    quantiles.add(0, new Quantile("mean", Numbers.score(scores.mean())));
    return quantiles;
  }

  /** {@code min}, {@code p10} to {@code p90}, {@code max}: a stored report has lost their order. */
  private static int rank(String quantile) {
    if (quantile.matches("p[0-9]{1,2}")) {
      return Integer.parseInt(quantile.substring(1));
    }
    return quantile.equals("min") ? -1 : HUNDRED;
  }

  private static String positives(ScoringFigures scoring) {
    Double expected = scoring.expectedPositives();
    return expected == null ? "" : Numbers.grouped(Math.round(expected));
  }
}
