package io.propensity.api.console.campaign;

import io.propensity.model.Histogram;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** A histogram of scores as a picture of 100 by 40 and as a table. */
record Bars(List<Bar> bars) {

  private static final double WIDTH = 100;
  private static final double HEIGHT = 40;
  private static final double GAP = 0.2;

  /** One bucket: its range in words, its count, and where its bar stands. */
  record Bar(String range, long count, String x, String y, String width, String height) {}

  static Bars of(Histogram.Numeric histogram) {
    List<Long> counts = histogram.counts();
    long most = Math.max(1, Collections.max(counts));
    double width = WIDTH / counts.size();
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < counts.size(); i++) {
      double height = HEIGHT * counts.get(i) / most;
      bars.add(
          new Bar(
              range(histogram.edges(), i),
              counts.get(i),
              text(i * width + width * GAP / 2),
              text(HEIGHT - height),
              text(width * (1 - GAP)),
              text(height)));
    }
    return new Bars(bars);
  }

  private static String range(List<Double> edges, int bucket) {
    if (edges.isEmpty()) {
      return "all";
    }
    if (bucket == 0) {
      return "below " + edge(edges.get(0));
    }
    return bucket == edges.size()
        ? edge(edges.get(bucket - 1)) + " and above"
        : edge(edges.get(bucket - 1)) + " to " + edge(edges.get(bucket));
  }

  private static String edge(double edge) {
    return String.format(Locale.ROOT, "%.3g", edge);
  }

  private static String text(double number) {
    return String.format(Locale.ROOT, "%.2f", number);
  }
}
