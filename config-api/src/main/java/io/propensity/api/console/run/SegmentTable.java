package io.propensity.api.console.run;

import io.propensity.api.console.chart.Numbers;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * How good a model is by segments of the test split, for people.
 *
 * @param metrics the names of the columns
 */
public record SegmentTable(List<String> metrics, List<Row> rows) {

  private static final List<String> SHOWN =
      List.of(
          "rows",
          "positive_rate",
          "roc_auc",
          "pr_auc",
          "log_loss",
          "accuracy",
          "rmse",
          "mae",
          "r2");
  private static final int MOST = 6;

  /** A segment with a value for each column. */
  record Row(String column, String value, List<String> values) {

    Row {
      values = List.copyOf(values);
    }
  }

  public SegmentTable {
    metrics = List.copyOf(metrics);
    rows = List.copyOf(rows);
  }

  static SegmentTable of(Measured measured) {
    List<Measured.Segment> segments =
        Objects.requireNonNullElse(measured.segments(), List.<Measured.Segment>of()).stream()
            .filter(Objects::nonNull)
            .toList();
    List<String> there =
        segments.stream().flatMap(each -> each.metrics().keySet().stream()).distinct().toList();
    List<String> names =
        Stream.concat(SHOWN.stream().filter(there::contains), there.stream().sorted())
            .distinct()
            .limit(MOST)
            .toList();
    return new SegmentTable(names, segments.stream().map(each -> row(each, names)).toList());
  }

  private static Row row(Measured.Segment segment, List<String> names) {
    return new Row(
        segment.column(),
        segment.others() ? "all others" : Objects.requireNonNullElse(segment.value(), "(none)"),
        names.stream().map(name -> Numbers.score(segment.metrics().get(name))).toList());
  }
}
