package io.propensity.api.console.chart;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Things with the same numbers, a line each across an axis a number; {@link #WIDTH} wide and {@link
 * #HEIGHT} high with its labels.
 */
public record ParallelCoordinates(List<Axis> axes, List<Line> lines) {

  public static final int WIDTH = 800;
  public static final int HEIGHT = 300;
  private static final double LEFT = 70;
  private static final double TOP = 44;
  private static final double BOTTOM = 266;
  private static final int MOST_AXES = 8;

  /** Where one number is read. */
  public record Axis(String name, String x, String least, String greatest) {}

  /**
   * One thing.
   *
   * @param points of its line, as SVG has them
   * @param marked whether it stands out
   * @param text what it is and its numbers
   */
  public record Line(String name, String href, String points, boolean marked, String text) {}

  /**
   * A thing that is to be drawn.
   *
   * @param numbers by name; one that it lacks leaves it undrawn
   */
  public record Thing(String name, String href, boolean marked, Map<String, Double> numbers) {

    public Thing {
      numbers = Map.copyOf(numbers);
    }
  }

  public ParallelCoordinates {
    axes = List.copyOf(axes);
    lines = List.copyOf(lines);
  }

  /** One number's axis in data. */
  private record Scale(String name, double x, double least, double greatest) {

    double y(double value) {
      double share = greatest == least ? 0.5 : (value - least) / (greatest - least);
      return BOTTOM - share * (BOTTOM - TOP);
    }

    Axis axis() {
      return new Axis(name, Pixels.of(x), Numbers.decimal(least), Numbers.decimal(greatest));
    }
  }

  /** What can be drawn of some parameters. */
  public static Map<String, Double> numbers(Map<String, ?> parameters) {
    Map<String, Double> numbers = new HashMap<>();
    parameters.forEach(
        (name, value) -> {
          if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            numbers.put(name, number.doubleValue());
          }
        });
    return numbers;
  }

  /** Draws the things that have a metric along the numbers that all of them have, and along it. */
  public static Optional<ParallelCoordinates> towards(String metric, List<Thing> things) {
    List<Thing> measured =
        things.stream().filter(thing -> thing.numbers().containsKey(metric)).toList();
    TreeSet<String> common = new TreeSet<>();
    measured.stream().findFirst().ifPresent(first -> common.addAll(first.numbers().keySet()));
    measured.forEach(thing -> common.retainAll(thing.numbers().keySet()));
    common.remove(metric);
    List<String> axes = new ArrayList<>(common);
    axes.add(metric);
    return of(measured, axes);
  }

  /**
   * Draws things along the numbers that differ among them and the last one, which is always drawn.
   * Empty where fewer than two things or two axes would be left.
   *
   * @param names of the numbers, in the order of their axes
   */
  public static Optional<ParallelCoordinates> of(List<Thing> things, List<String> names) {
    List<Thing> whole =
        things.stream().filter(thing -> thing.numbers().keySet().containsAll(names)).toList();
    List<String> shown = shown(whole, names);
    if (whole.size() < 2 || shown.size() < 2) {
      return Optional.empty();
    }
    List<Scale> scales =
        IntStream.range(0, shown.size())
            .mapToObj(i -> scale(whole, shown.get(i), x(i, shown.size())))
            .toList();
    return Optional.of(
        new ParallelCoordinates(
            scales.stream().map(Scale::axis).toList(),
            whole.stream().map(thing -> line(thing, scales)).toList()));
  }

  private static List<String> shown(List<Thing> things, List<String> names) {
    List<String> shown = new ArrayList<>();
    for (String name : names.subList(0, Math.max(0, names.size() - 1))) {
      boolean differs = things.stream().map(thing -> value(thing, name)).distinct().count() > 1;
      if (differs && shown.size() < MOST_AXES - 1) {
        shown.add(name);
      }
    }
    if (!names.isEmpty()) {
      shown.add(names.get(names.size() - 1));
    }
    return shown;
  }

  private static double x(int axis, int axes) {
    return LEFT + axis * (WIDTH - 2 * LEFT) / (axes - 1);
  }

  private static Scale scale(List<Thing> things, String name, double x) {
    double least = things.stream().mapToDouble(thing -> value(thing, name)).min().orElse(0);
    double greatest = things.stream().mapToDouble(thing -> value(thing, name)).max().orElse(0);
    return new Scale(name, x, least, greatest);
  }

  private static Line line(Thing thing, List<Scale> scales) {
    String points =
        scales.stream()
            .map(scale -> Pixels.of(scale.x()) + "," + Pixels.of(y(thing, scale)))
            .collect(Collectors.joining(" "));
    String numbers =
        scales.stream()
            .map(scale -> scale.name() + " " + Numbers.decimal(value(thing, scale.name())))
            .collect(Collectors.joining(", "));
    return new Line(
        thing.name(), thing.href(), points, thing.marked(), thing.name() + ": " + numbers);
  }

  private static double y(Thing thing, Scale scale) {
    return scale.y(value(thing, scale.name()));
  }

  private static double value(Thing thing, String name) {
    @Nullable Double value = thing.numbers().get(name);
    return Objects.requireNonNull(value);
  }
}
