package io.propensity.api.console.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the outcomes job found, as far as it is shown.
 *
 * @param response of the treated
 * @param deciles of the treated by score, the greatest first
 * @param uplift null without a control group
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Outcomes(
    @JsonProperty("measured_at") Instant measuredAt,
    String outcomes,
    Rate response,
    @JsonProperty("roc_auc") @Nullable Double rocAuc,
    List<Decile> deciles,
    Calibration calibration,
    @Nullable Uplift uplift,
    List<String> warnings) {

  Outcomes {
    Objects.requireNonNull(measuredAt, "measured_at");
    Objects.requireNonNull(response, "response");
    Objects.requireNonNull(calibration, "calibration");
    deciles = List.copyOf(Objects.requireNonNull(deciles, "deciles"));
    warnings = warnings == null ? List.of() : List.copyOf(warnings);
  }

  /** How many of some users responded, with the interval of 95 %. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Rate(long rows, long responders, double rate, double low, double high) {}

  /** A tenth of the treated users. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Decile(
      String name,
      @JsonProperty("mean_score") double meanScore,
      long rows,
      long responders,
      double rate,
      @Nullable Double lift,
      @Nullable Double gain) {

    Decile {
      Objects.requireNonNull(name, "deciles.name");
    }
  }

  /** How many the scores promised, and how many came. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Calibration(double expected, long observed) {}

  /** What treating users changed. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Uplift(
      Rate treated,
      Rate control,
      Difference difference,
      @JsonProperty("additional_responders") double additionalResponders,
      double power) {

    Uplift {
      Objects.requireNonNull(treated, "uplift.treated");
      Objects.requireNonNull(control, "uplift.control");
      Objects.requireNonNull(difference, "uplift.difference");
    }
  }

  /** A difference of rates with its interval of 95 %. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Difference(double value, double low, double high) {}
}
