package io.propensity.api.console.dashboard;

import io.propensity.api.console.chart.Chart;
import io.propensity.api.console.dashboard.Filter.Part;
import java.util.Set;

/**
 * A chart of a dashboard.
 *
 * @param text what it shows, for those who do not see it, and of which sessions
 * @param narrowedBy the parts of the reader's choice that narrow it
 */
record Panel(String title, String text, Set<Part> narrowedBy, Chart chart) {

  Panel {
    narrowedBy = Set.copyOf(narrowedBy);
  }

  /** Of what the reader chose. */
  static Panel chosen(String title, String text, Chart chart) {
    return new Panel(title, text, Set.of(Part.values()), chart);
  }

  /**
   * Of the chosen days, whatever else is chosen: by all of it, the export would be too large to
   * keep.
   */
  static Panel ofDays(String title, String text, Chart chart) {
    return new Panel(title, text, Set.of(Part.DAYS), chart);
  }

  /** Of all sessions, as the export has them. */
  static Panel whole(String title, String text, Chart chart) {
    return new Panel(title, text, Set.of(), chart);
  }
}
