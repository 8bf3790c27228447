package io.propensity.pipeline.quality;

import static org.apache.spark.sql.functions.max;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** {@code freshness: {event_time: 48}}: the latest value is so many hours old at most. */
record Freshness(Map<String, Double> hours) implements QualityRule {

  private static final double SECONDS_AN_HOUR = 3600;

  static Freshness read(Object argument) {
    Map<String, Double> hours = new LinkedHashMap<>();
    Columns.byColumn(argument, "freshness", "{event_time: 48}, in hours")
        .forEach(
            (column, value) -> {
              double most = Columns.number(value, "freshness." + column);
              if (most <= 0) {
                throw Columns.wrong("freshness.%s wants hours above 0".formatted(column));
              }
              hours.put(column, most);
            });
    return new Freshness(hours);
  }

  @Override
  public List<String> columns() {
    return List.copyOf(hours.keySet());
  }

  @Override
  public boolean looksAtTheClock() {
    return true;
  }

  @Override
  public List<Column> measures() {
    return columns().stream()
        .map(column -> max(Columns.named(column).cast("timestamp")).cast("double"))
        .toList();
  }

  @Override
  public Finding find(List<Object> measured, Dataset<Row> rows, long count, Instant now) {
    boolean passed = true;
    List<String> figures = new ArrayList<>();
    int i = 0;
    for (Map.Entry<String, Double> each : hours.entrySet()) {
      if (!(measured.get(i++) instanceof Double latest)) {
        passed = false;
        figures.add(each.getKey() + " has no time");
        continue;
      }
      Instant time = Instant.ofEpochSecond(latest.longValue());
      double old = Duration.between(time, now).toSeconds() / SECONDS_AN_HOUR;
      passed &= old <= each.getValue();
      figures.add("%s is %.1f hours old, from %s".formatted(each.getKey(), old, time));
    }
    return new Finding(passed, String.join(", ", figures));
  }
}
