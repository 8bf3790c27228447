package io.propensity.api.console.dashboard;

import io.propensity.api.console.Typed;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.util.MultiValueMap;
import tools.jackson.databind.JsonNode;

/**
 * Which part of a shop's data a reader wants to see; empty where it does not matter.
 *
 * @param from the first day, {@code 2019-10-01}
 * @param to the last day
 */
record Filter(String from, String to, String department, String price) {

  private static final String DAY = "day";

  static Filter of(MultiValueMap<String, String> given) {
    Typed typed = new Typed(given);
    return new Filter(
        typed.text("from"), typed.text("to"), typed.text("department"), typed.text("price"));
  }

  /** What can be chosen, by the names that readers see. */
  enum Part {
    DAYS,
    CATEGORY,
    PRICE;

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether anything was chosen. */
  public boolean isNarrow() {
    return !chosen().isEmpty();
  }

  private List<Part> chosen() {
    return Arrays.stream(Part.values()).filter(this::isChosen).toList();
  }

  private boolean isChosen(Part part) {
    return switch (part) {
      case DAYS -> !from.isEmpty() || !to.isEmpty();
      case CATEGORY -> !department.isEmpty();
      case PRICE -> !price.isEmpty();
    };
  }

  /**
   * What was chosen and does not narrow a chart that is narrowed by some parts alone, {@code
   * category, price}; empty where there is nothing of that kind.
   */
  String beyond(Collection<Part> parts) {
    return chosen().stream()
        .filter(part -> !parts.contains(part))
        .map(Part::word)
        .collect(Collectors.joining(", "));
  }

  /** Of a row with {@code day}, {@code department} and {@code price}. */
  boolean takes(JsonNode row) {
    return takesDayAndDepartment(row)
        && (price.isEmpty() || price.equals(Export.text(row, "price")));
  }

  boolean takesDayAndDepartment(JsonNode row) {
    return takesDay(row)
        && (department.isEmpty() || department.equals(Export.text(row, "department")));
  }

  /** Of a row with {@code day}; days as texts are in their order. */
  boolean takesDay(JsonNode row) {
    String day = Export.text(row, DAY);
    return (from.isEmpty() || day.compareTo(from) >= 0) && (to.isEmpty() || day.compareTo(to) <= 0);
  }
}
