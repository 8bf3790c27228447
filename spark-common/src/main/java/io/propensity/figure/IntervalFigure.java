package io.propensity.figure;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.util.List;
import java.util.Locale;

/**
 * Differences of shares, one below the other, each with the interval within which the truth may
 * lie; a dashed line stands where there is no difference.
 *
 * @param x what the differences are of; they are written in percentage points
 */
public record IntervalFigure(String title, String x, List<Interval> intervals) implements Figure {

  private static final int LEFT = 170;
  private static final int RIGHT = 210;
  private static final int TOP = 24;
  private static final int BOTTOM = 84;
  private static final int MARKS = 5;
  private static final int DOT = 11;
  private static final int CAP = 6;

  public IntervalFigure {
    intervals = List.copyOf(intervals);
    if (intervals.isEmpty()) {
      throw new IllegalArgumentException("Figure '%s' has no interval".formatted(title));
    }
  }

  /** One difference, as a share. */
  public record Interval(String name, double value, double low, double high) {

    public Interval {
      if (!(low <= value && value <= high && Double.isFinite(high - low))) {
        throw new IllegalArgumentException(
            "Interval '%s' cannot be %s to %s around %s".formatted(name, low, high, value));
      }
    }

    String text() {
      return String.format(
          Locale.ROOT, "%+.2f  (%+.2f to %+.2f)", 100 * value, 100 * low, 100 * high);
    }
  }

  @Override
  public byte[] png() {
    return Canvas.draw(title, this::paint);
  }

  private void paint(Graphics2D graphics) {
    double step = step();
    double from = step * Math.floor(least() / step);
    double to = Math.max(step * Math.ceil(most() / step), from + step);
    Scale scale = new Scale(from, to);
    graphics.setFont(Style.tick());
    marks(graphics, scale, step);
    double height = (double) (Canvas.PLOT_HEIGHT - TOP - BOTTOM) / intervals.size();
    for (int i = 0; i < intervals.size(); i++) {
      interval(graphics, intervals.get(i), scale, TOP + (i + 0.5) * height);
    }
    graphics.setFont(Style.plain());
    graphics.setColor(Style.ink());
    centred(graphics, x, (LEFT + Canvas.WIDTH - RIGHT) / 2.0, Canvas.PLOT_HEIGHT - BOTTOM + 56);
  }

  private double least() {
    return intervals.stream().mapToDouble(Interval::low).reduce(0, Math::min);
  }

  private double most() {
    return intervals.stream().mapToDouble(Interval::high).reduce(0, Math::max);
  }

  /** Between two marks. */
  private double step() {
    double span = most() - least();
    return RoundNumbers.number(span > 0 ? span / MARKS : 0.01);
  }

  private void marks(Graphics2D graphics, Scale scale, double step) {
    double bottom = Canvas.PLOT_HEIGHT - BOTTOM;
    long first = Math.round(scale.from() / step);
    long last = Math.round(scale.to() / step);
    for (long mark = first; mark <= last; mark++) {
      double at = scale.at(mark * step);
      graphics.setColor(mark == 0 ? Style.color(Line.Look.REFERENCE) : Style.grid());
      graphics.setStroke(mark == 0 ? Style.stroke(Line.Look.REFERENCE) : new BasicStroke(1));
      graphics.draw(new Line2D.Double(at, TOP, at, bottom));
      graphics.setColor(Style.ink());
      centred(graphics, number(100 * mark * step), at, bottom + 20);
    }
  }

  private static void interval(Graphics2D graphics, Interval interval, Scale scale, double y) {
    double low = scale.at(interval.low());
    double high = scale.at(interval.high());
    double value = scale.at(interval.value());
    graphics.setColor(Style.color(Line.Look.MAIN));
    graphics.setStroke(Style.stroke(Line.Look.OTHER));
    graphics.draw(new Line2D.Double(low, y, high, y));
    graphics.draw(new Line2D.Double(low, y - CAP, low, y + CAP));
    graphics.draw(new Line2D.Double(high, y - CAP, high, y + CAP));
    graphics.fill(new Ellipse2D.Double(value - DOT / 2.0, y - DOT / 2.0, DOT, DOT));
    graphics.setColor(Style.ink());
    String name = Text.fitting(interval.name(), Style.tick(), LEFT - 32);
    double width = graphics.getFontMetrics().stringWidth(name);
    graphics.drawString(name, (float) (LEFT - 14 - width), (float) (y + 5));
    graphics.drawString(interval.text(), Canvas.WIDTH - RIGHT + 18, (float) (y + 5));
  }

  /** Of a mark: without decimals that it does not need. */
  private static String number(double value) {
    String text = String.format(Locale.ROOT, "%.3f", value);
    return text.replaceFirst("\\.?0+$", "").replaceFirst("^-0$", "0");
  }

  private static void centred(Graphics2D graphics, String text, double x, double y) {
    double width = graphics.getFontMetrics().stringWidth(text);
    graphics.drawString(text, (float) (x - width / 2), (float) y);
  }

  /** Where a difference stands on the picture. */
  private record Scale(double from, double to) {

    double at(double value) {
      return LEFT + (value - from) / (to - from) * (Canvas.WIDTH - LEFT - RIGHT);
    }
  }
}
