package io.propensity.api.console.dashboard;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What a training run of a shop's clickstream exported; each export is read when it is wanted. */
final class Shop {

  /** The exports without which there is nothing to filter. */
  static final List<String> NEEDED = List.of("events_cube", "sessions_cube");

  private static final List<String> PRICES =
      List.of("below 50", "50 to 200", "200 to 500", "500 and more", "(none)");

  private final Function<String, Export> reader;
  private final Map<String, Export> exports = new HashMap<>();

  /**
   * @param reader of an export by its name
   */
  Shop(Function<String, Export> reader) {
    this.reader = reader;
  }

  Export get(String name) {
    return exports.computeIfAbsent(name, reader);
  }

  Export events(Filter filter) {
    return get("events_cube").where(filter::takes);
  }

  Export sessions(Filter filter) {
    return get("sessions_cube").where(filter::takes);
  }

  /** Of the test split alone. */
  Export predictions(Filter filter) {
    return get("predictions_cube").where(filter::takes);
  }

  List<String> days() {
    return get("events_cube").values("day");
  }

  List<String> departments() {
    return get("events_cube").values("department");
  }

  /** The cheapest first. */
  List<String> prices() {
    return List.copyOf(cheapestFirst(get("events_cube").by("price")).keySet());
  }

  /** Groups by their prices in the order of these. */
  Map<String, Export> cheapestFirst(Map<String, Export> groups) {
    Map<String, Export> sorted = new LinkedHashMap<>();
    PRICES.stream()
        .filter(groups::containsKey)
        .forEach(price -> sorted.put(price, groups.get(price)));
    return sorted;
  }
}
