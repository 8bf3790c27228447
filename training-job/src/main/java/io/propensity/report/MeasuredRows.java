package io.propensity.report;

import io.propensity.split.SplitName;

/** How figures and pages name the rows that a model was measured on. */
public enum MeasuredRows {
  /** Those that a training kept aside. */
  TEST("test", "rows of the test split"),
  /** Those that decided when training ends, where none were kept aside. */
  VALIDATION("validation", "rows of the validation split"),
  /** Those that were fitted on, where there are no others. */
  TRAIN("train", "rows that were fitted on"),
  /** Others, which came later. */
  NEW("new rows", "labelled rows");

  private final String legend;
  private final String title;

  MeasuredRows(String legend, String title) {
    this.legend = legend;
    this.title = title;
  }

  static MeasuredRows of(SplitName split) {
    return switch (split) {
      case TEST -> TEST;
      case VALIDATION -> VALIDATION;
      case TRAIN -> TRAIN;
    };
  }

  String legend() {
    return legend;
  }

  String title() {
    return title;
  }
}
