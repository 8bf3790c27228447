package io.propensity.json;

import io.propensity.run.ConfigurationException;
import io.propensity.run.Fault;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All that is wrong with a file, in the order of its lines. */
final class YamlFaults {

  private record Located(YamlNode.Place place, String message) {}

  private final List<Located> all = new ArrayList<>();

  void add(YamlNode.Place place, String message) {
    all.add(new Located(place, message));
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  YamlFaults copy() {
    YamlFaults copy = new YamlFaults();
    copy.all.addAll(all);
    return copy;
  }

  /**
   * Ends the reading.
   *
   * @throws ConfigurationException with all faults, if there are any
   */
  void requireNone() {
    if (!all.isEmpty()) {
      throw new ConfigurationException(
          all.stream()
              .sorted(Comparator.comparingInt(located -> located.place().line()))
              .map(located -> new Fault(located.place().text(), located.message()))
              .distinct()
              .toList());
    }
  }
}
