package io.propensity.figure;

import java.util.List;

/**
 * A line through points, from the first to the last.
 *
 * @param name as the legend has it
 * @param ranges of each point, within which the truth may lie; empty for none
 */
public record Line(String name, Look look, List<Point> points, List<Range> ranges) {

  public Line {
    points = List.copyOf(points);
    ranges = List.copyOf(ranges);
    if (!ranges.isEmpty() && ranges.size() != points.size()) {
      throw new IllegalArgumentException(
          "Line '%s' has %d points and %d ranges".formatted(name, points.size(), ranges.size()));
    }
    if (name.isBlank() || points.isEmpty()) {
      throw new IllegalArgumentException("Line '%s' has no name or no point".formatted(name));
    }
  }

  /** A line without ranges. */
  public Line(String name, Look look, List<Point> points) {
    this(name, look, points, List.of());
  }

  /** One point of a line. */
  public record Point(double x, double y) {

    public Point {
      if (!(Double.isFinite(x) && Double.isFinite(y))) {
        throw new IllegalArgumentException("(%s, %s) is no point of a line".formatted(x, y));
      }
    }
  }

  /** From where to where a point's truth may lie, upwards. */
  public record Range(double low, double high) {

    public Range {
      if (!(low <= high && Double.isFinite(high - low))) {
        throw new IllegalArgumentException("[%s, %s] is no range".formatted(low, high));
      }
    }
  }

  /** What a line is in its figure. */
  public enum Look {
    /** What the figure is about. */
    MAIN,
    /** As {@link #MAIN}, each point marked. */
    MARKED,
    /** Points alone, of which there may be many. */
    DOTS,
    /** What the first is held against. */
    OTHER,
    /** Less than {@link #OTHER}. */
    FAINT,
    /** Where a model that knows nothing, or all, would be: dashed. */
    REFERENCE
  }
}
