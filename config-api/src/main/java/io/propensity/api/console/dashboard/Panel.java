package io.propensity.api.console.dashboard;

import io.propensity.api.console.chart.Chart;

/**
 * A chart of a dashboard.
 *
 * @param text what it shows, for those who do not see it, and of which sessions
 * @param filtered whether the reader's choice narrows it
 */
record Panel(String title, String text, boolean filtered, Chart chart) {

  /** Of the sessions that the reader chose. */
  static Panel chosen(String title, String text, Chart chart) {
    return new Panel(title, text, true, chart);
  }

  /** Of all sessions, as the export has them. */
  static Panel whole(String title, String text, Chart chart) {
    return new Panel(title, text, false, chart);
  }
}
