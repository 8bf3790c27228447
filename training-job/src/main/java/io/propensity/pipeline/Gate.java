package io.propensity.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.propensity.run.Checks;
import org.jspecify.annotations.Nullable;

/**
 * What a model must reach to be published, on the test split or what stands for it: one bound of
 * one metric.
 */
public record Gate(
    String metric,
    @JsonProperty("at_least") @Nullable Double atLeast,
    @JsonProperty("at_most") @Nullable Double atMost) {

  public Gate {
    new Checks()
        .require(!metric.isBlank(), "metric", "is empty")
        .require(
            (atLeast == null) != (atMost == null), "", "needs at_least or at_most, one of them")
        .done();
  }

  /** The bound in words. */
  public String bound() {
    return atLeast != null ? "at least " + atLeast : "at most " + atMost;
  }

  /** Whether a value of the metric suffices; one that is not a number never does. */
  public boolean passes(double value) {
    return atLeast != null ? value >= atLeast : atMost != null && value <= atMost;
  }
}
