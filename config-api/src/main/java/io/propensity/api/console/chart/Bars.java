package io.propensity.api.console.chart;

import io.propensity.model.Histogram;
import java.util.ArrayList;
import java.util.List;

/**
 * A histogram as bars of a picture that is {@link #WIDTH} wide and {@link #HEIGHT} high.
 *
 * @param ticks some of the edges, where they are
 * @param nulls rows that are in no bar, as text; empty when there are none
 */
public record Bars(List<Bar> bars, List<Tick> ticks, String nulls) {

  public static final int WIDTH = 640;
  public static final int HEIGHT = 160;
  private static final double GAP = 1;
  private static final int MOST_TICKS = 7;

  /**
   * One bar.
   *
   * @param range of the values that it counts
   */
  public record Bar(
      String x, String y, String width, String height, String range, String count, String share) {}

  /** An edge between two bars. */
  public record Tick(String x, String edge) {}

  public Bars {
    bars = List.copyOf(bars);
    ticks = List.copyOf(ticks);
  }

  public static Bars of(Histogram.Numeric histogram) {
    List<Long> counts = histogram.counts();
    long total = counts.stream().mapToLong(Long::longValue).sum();
    long most = Math.max(1, counts.stream().mapToLong(Long::longValue).max().orElse(1));
    double step = (double) WIDTH / counts.size();
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < counts.size(); i++) {
      double height = (double) HEIGHT * counts.get(i) / most;
      bars.add(
          new Bar(
              Pixels.of(i * step),
              Pixels.of(HEIGHT - height),
              Pixels.of(Math.max(1, step - GAP)),
              Pixels.of(height),
              range(histogram.edges(), i),
              Numbers.grouped(counts.get(i)),
              Numbers.share(counts.get(i), total)));
    }
    return new Bars(
        bars,
        ticks(histogram.edges(), step),
        histogram.nulls() == 0 ? "" : Numbers.grouped(histogram.nulls()));
  }

  private static List<Tick> ticks(List<Double> edges, double step) {
    int apart = Math.max(1, (edges.size() + MOST_TICKS - 1) / MOST_TICKS);
    List<Tick> ticks = new ArrayList<>();
    for (int i = 0; i < edges.size(); i += apart) {
      ticks.add(new Tick(Pixels.of((i + 1) * step), Numbers.decimal(edges.get(i))));
    }
    return ticks;
  }

  private static String range(List<Double> edges, int bucket) {
    if (edges.isEmpty()) {
      return "all";
    }
    if (bucket == 0) {
      return "below " + Numbers.decimal(edges.get(0));
    }
    String from = Numbers.decimal(edges.get(bucket - 1));
    return bucket == edges.size()
        ? "from " + from
        : "%s to below %s".formatted(from, Numbers.decimal(edges.get(bucket)));
  }
}
