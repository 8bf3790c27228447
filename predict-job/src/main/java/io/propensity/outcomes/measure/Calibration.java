package io.propensity.outcomes.measure;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether as many responded as the scores said. Names and meanings are those of a model's metrics.
 *
 * @param expected responders: the sum of the scores
 * @param observed responders
 * @param ratio observed over expected; null where none was expected
 * @param ece the expected calibration error over {@code bins}, by rows
 * @param bins of equal width on [0, 1], those that hold users
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Calibration(
    double expected,
    long observed,
    @Nullable Double ratio,
    @JsonProperty("log_loss") double logLoss,
    double brier,
    double ece,
    List<ScoredGroup> bins) {

  public Calibration {
    bins = List.copyOf(bins);
  }

  static Calibration of(
      double expected, long observed, double logLoss, double brier, List<ScoredGroup> bins) {
    double off = 0;
    long rows = 0;
    for (ScoredGroup bin : bins) {
      off += Math.abs(bin.expected() - bin.response().responders());
      rows += bin.response().rows();
    }
    return new Calibration(
        expected,
        observed,
        expected > 0 ? observed / expected : null,
        logLoss,
        brier,
        off / rows,
        bins);
  }
}
