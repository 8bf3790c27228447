package io.propensity.pipeline.quality;

/**
 * What became of a rule.
 *
 * @param rule as the pipeline's file has it
 * @param passed whether the rows are as it wants
 * @param figures what was found: {@code "3 of 100 rows"}
 * @param severity {@code error} or {@code warning}
 */
public record Verdict(String rule, boolean passed, String figures, String severity) {

  /** Whether the run has to end. */
  public boolean stops() {
    return !passed && severity.equals(Quality.ERROR);
  }
}
