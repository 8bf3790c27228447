package io.propensity.figure;

import java.util.List;

/**
 * A line through points, from the first to the last.
 *
 * @param name as the legend has it
 */
public record Line(String name, Look look, List<Point> points) {

  public Line {
    points = List.copyOf(points);
    if (name.isBlank() || points.isEmpty()) {
      throw new IllegalArgumentException("Line '%s' has no name or no point".formatted(name));
    }
  }

  /** One point of a line. */
  public record Point(double x, double y) {

    public Point {
      if (!(Double.isFinite(x) && Double.isFinite(y))) {
        throw new IllegalArgumentException("(%s, %s) is no point of a line".formatted(x, y));
      }
    }
  }

  /** What a line is in its figure. */
  public enum Look {
    /** What the figure is about. */
    MAIN,
    /** As {@link #MAIN}, each point marked. */
    MARKED,
    /** What the first is held against. */
    OTHER,
    /** Less than {@link #OTHER}. */
    FAINT,
    /** Where a model that knows nothing, or all, would be: dashed. */
    REFERENCE
  }
}
