package io.propensity.outcomes.measure;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What the campaign changed: how much more often treated users responded than the control group.
 *
 * @param thirds the same by thirds of all by score, the greatest scores first; only those with
 *     users in both groups
 */
@JsonPropertyOrder({
  "treated",
  "control",
  "difference",
  "relative",
  "additional_responders",
  "power",
  "detectable",
  "thirds"
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Uplift(ResponseRate treated, ResponseRate control, List<Third> thirds) {

  /** The power that groups are commonly planned for. */
  public static final double PLANNED_POWER = 0.8;

  public Uplift {
    thirds = List.copyOf(thirds);
  }

  /**
   * One third of the users by score.
   *
   * @param third 1 for the greatest scores
   */
  @JsonPropertyOrder({"third", "treated", "control", "difference"})
  public record Third(int third, ResponseRate treated, ResponseRate control) {

    @JsonProperty("difference")
    public RateDifference difference() {
      return RateDifference.of(treated, control);
    }
  }

  @JsonProperty("difference")
  public RateDifference difference() {
    return RateDifference.of(treated, control);
  }

  /** The difference over the control group's rate; null where nobody of that responded. */
  @JsonProperty("relative")
  public @Nullable Double relative() {
    return control.responders() == 0 ? null : difference().value() / control.rate();
  }

  /** The treated users' responses that there would not have been without the campaign. */
  @JsonProperty("additional_responders")
  public double additionalResponders() {
    return difference().value() * treated.rows();
  }

  /** How likely groups of these sizes show a difference as great as the one that was seen. */
  @JsonProperty("power")
  public double power() {
    return test().power(treated.rate(), control.rate());
  }

  /**
   * The smallest rise that groups of these sizes show with {@link #PLANNED_POWER}; null for none.
   */
  @JsonProperty("detectable")
  public @Nullable Double detectable() {
    OptionalDouble rise = test().detectable(control.rate(), PLANNED_POWER);
    return rise.isPresent() ? rise.getAsDouble() : null;
  }

  private RatePower test() {
    return new RatePower(treated.rows(), control.rows());
  }
}
