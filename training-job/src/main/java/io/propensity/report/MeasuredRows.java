package io.propensity.report;

/** How figures and pages name the rows that a model was measured on. */
public enum MeasuredRows {
  /** Those that a training kept aside. */
  TEST("test", "rows of the test split"),
  /** Others, which came later. */
  NEW("new rows", "labelled rows");

  private final String legend;
  private final String title;

  MeasuredRows(String legend, String title) {
    this.legend = legend;
    this.title = title;
  }

  String legend() {
    return legend;
  }

  String title() {
    return title;
  }
}
