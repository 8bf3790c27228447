package io.propensity.api.console.dashboard;

import io.propensity.api.console.Typed;
import java.util.stream.Stream;
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

  /** Whether anything was chosen. */
  public boolean isNarrow() {
    return Stream.of(from, to, department, price).anyMatch(value -> !value.isEmpty());
  }

  /** Of a row with {@code day}, {@code department} and {@code price}. */
  boolean takes(JsonNode row) {
    return takesDay(row)
        && (department.isEmpty() || department.equals(Export.text(row, "department")))
        && (price.isEmpty() || price.equals(Export.text(row, "price")));
  }

  /** Of a row with {@code day}; days as texts are in their order. */
  boolean takesDay(JsonNode row) {
    String day = Export.text(row, DAY);
    return (from.isEmpty() || day.compareTo(from) >= 0) && (to.isEmpty() || day.compareTo(to) <= 0);
  }
}
