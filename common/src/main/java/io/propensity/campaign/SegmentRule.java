package io.propensity.campaign;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a ranked audience is cut into named parts, best first: {@code high:0.1,medium:0.3,low} are
 * shares of the scored users, {@code high>=0.7,medium>=0.4,low} bounds of the score. The last one
 * takes the rest.
 *
 * @param names best first
 * @param numbers the share or bound of each name but the last
 * @param shares whether they are shares, and no bounds
 */
public record SegmentRule(List<String> names, List<Double> numbers, boolean shares) {

  private static final Pattern PART =
      Pattern.compile("\\s*([A-Za-z0-9][A-Za-z0-9_.-]{0,62})\\s*(?:(:|>=)\\s*(\\S+)\\s*)?");

  public SegmentRule {
    names = List.copyOf(names);
    numbers = List.copyOf(numbers);
  }

  /**
   * Reads the form that command lines and campaigns take.
   *
   * @throws IllegalArgumentException when it is none, with what to write instead
   */
  public static SegmentRule parse(String text) {
    List<String> names = new ArrayList<>();
    List<Double> numbers = new ArrayList<>();
    Set<String> signs = new HashSet<>();
    String[] parts = text.split(",", -1);
    for (int i = 0; i < parts.length; i++) {
      Matcher part = PART.matcher(parts[i]);
      if (!part.matches() || (part.group(2) == null) != (i == parts.length - 1)) {
        throw refused(
            "write NAME:SHARE or NAME>=SCORE for each, and for the last one its name alone");
      }
      names.add(part.group(1));
      if (part.group(2) != null) {
        signs.add(part.group(2));
        numbers.add(number(part.group(3)));
      }
    }
    if (signs.size() > 1) {
      throw refused("shares and bounds of the score cannot be mixed");
    }
    if (new HashSet<>(names).size() < names.size()) {
      throw refused("two of them have the same name");
    }
    boolean shares = signs.contains(":");
    require(numbers, shares);
    return new SegmentRule(names, numbers, shares);
  }

  private static void require(List<Double> numbers, boolean shares) {
    if (shares) {
      double sum = numbers.stream().mapToDouble(Double::doubleValue).sum();
      if (numbers.stream().anyMatch(share -> share <= 0) || sum >= 1) {
        throw refused("each share is above 0, and all of them together are below 1");
      }
      return;
    }
    for (int i = 1; i < numbers.size(); i++) {
      if (numbers.get(i) >= numbers.get(i - 1)) {
        throw refused("the bounds have to fall, the best segment first");
      }
    }
  }

  private static double number(String text) {
    double value;
    try {
      value = Double.parseDouble(text);
    } catch (NumberFormatException none) {
      throw new IllegalArgumentException(message("'%s' is not a number".formatted(text)), none);
    }
    if (!Double.isFinite(value)) {
      throw refused("'%s' is not a finite number".formatted(text));
    }
    return value;
  }

  private static IllegalArgumentException refused(String why) {
    return new IllegalArgumentException(message(why));
  }

  private static String message(String why) {
    return why + ", e.g. high:0.1,medium:0.3,low";
  }
}
