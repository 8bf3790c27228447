package io.propensity.figure;

import java.time.LocalDate;

/**
 * What stands below the title of a model's figures, so that one that lies on a slide alone still
 * says what it is of.
 *
 * @param model {@code telco-churn/3}, or the trial that it is
 * @param day on which it was measured
 */
public record Caption(String model, LocalDate day) {

  /**
   * A title of two lines.
   *
   * @param what the figure shows
   * @param rows what it was measured on: {@code 1,409 rows of the test split}
   */
  public String title(String what, String rows) {
    return "%s\n%s, %s, %s".formatted(what, model, day, rows);
  }
}
