package io.propensity.outcomes.measure;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.propensity.statistics.Wilson;

/**
 * How many of some users responded.
 *
 * @param rows users, at least 1
 * @param responders those of them who responded
 */
@JsonPropertyOrder({"rows", "responders", "rate", "low", "high"})
public record ResponseRate(long rows, long responders) {

  public ResponseRate {
    if (rows < 1 || responders < 0 || responders > rows) {
      throw new IllegalArgumentException("%d of %d is no share".formatted(responders, rows));
    }
  }

  @JsonProperty("rate")
  public double rate() {
    return (double) responders / rows;
  }

  /** Where Wilson's interval of 95 % begins. */
  @JsonProperty("low")
  public double low() {
    return responders == 0 ? 0 : Math.min(Wilson.of(rate(), (double) rows).low(), rate());
  }

  /** Where Wilson's interval of 95 % ends. */
  @JsonProperty("high")
  public double high() {
    return responders == rows ? 1 : Math.max(Wilson.of(rate(), (double) rows).high(), rate());
  }
}
