package io.propensity.api.console.run;

import io.propensity.api.console.chart.Numbers;
import io.propensity.report.ScoringFigures;
import java.util.List;

/**
 * A segment of what was published, for people.
 *
 * @param scores from the least to the greatest
 */
record SegmentRow(
    String name, String rows, String share, String control, String mean, String scores) {

  static List<SegmentRow> of(ScoringFigures scoring) {
    return scoring.segments().stream()
        .map(
            segment ->
                new SegmentRow(
                    segment.name(),
                    Numbers.grouped(segment.rows()),
                    Numbers.share(segment.rows(), scoring.published()),
                    Numbers.grouped(segment.control()),
                    Numbers.score(segment.meanScore()),
                    "%s to %s"
                        .formatted(
                            Numbers.score(segment.minScore()), Numbers.score(segment.maxScore()))))
        .toList();
  }
}
