package io.propensity.scaffold;

import java.util.ArrayList;
import java.util.List;

/** Lines put together again where a quoted value holds line breaks. */
final class JoinedLines {

  private JoinedLines() {}

  /**
   * Each with those that follow until no double quote is open; a rest that stays open is dropped.
   */
  static List<String> of(List<String> lines) {
    List<String> joined = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    for (String line : lines) {
      open.append(open.isEmpty() ? "" : "\n").append(line);
      if (open.chars().filter(c -> c == '"').count() % 2 == 0) {
        joined.add(open.toString());
        open.setLength(0);
      }
    }
    return joined;
  }
}
