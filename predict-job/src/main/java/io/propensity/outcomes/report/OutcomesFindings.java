package io.propensity.outcomes.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.propensity.outcomes.measure.Response;
import io.propensity.outcomes.measure.Uplift;
import io.propensity.outcomes.observation.Coverage;
import io.propensity.page.NumberText;
import io.propensity.run.RunId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a run, as {@code outcomes.json} has it.
 *
 * @param model {@code telco-churn/3}, which scored
 * @param scoredAt when the run ended
 * @param measuredAt when this was found
 * @param outcomes where they were read
 * @param part of the audience that was scored at all; null for all of it
 * @param training null where the model's manifest tells none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OutcomesFindings(
    @JsonProperty("format_version") String formatVersion,
    @JsonProperty("campaign_id") long campaignId,
    @JsonProperty("run_id") RunId runId,
    String model,
    @JsonProperty("scored_at") Instant scoredAt,
    @JsonProperty("measured_at") Instant measuredAt,
    String outcomes,
    @Nullable String part,
    Coverage users,
    @JsonUnwrapped Response response,
    @JsonProperty("in_training") @Nullable TrainingMetrics training) {

  /** What whoever uses the numbers should know. */
  @JsonProperty("warnings")
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (part != null) {
      warnings.add("The run was a trial: it scored a part of the audience, " + part);
    }
    if (users.unknownResponse() > 0) {
      warnings.add(
          "Of %s users the outcomes tell no response: they are left out"
              .formatted(NumberText.count(users.unknownResponse())));
    }
    if (users.unknownTreatment() > 0) {
      warnings.add(
          "Of %s users nobody knows whether they were treated: they are left out"
              .formatted(NumberText.count(users.unknownTreatment())));
    }
    if (users.strangers() + users.keyless() > 0) {
      warnings.add(
          "%s rows of the outcomes are of users that the run did not publish, and %s have no key: they are left out"
              .formatted(NumberText.count(users.strangers()), NumberText.count(users.keyless())));
    }
    if (response.response().responders() == 0) {
      warnings.add("None of the treated users responded: lift and gain cannot be told");
    }
    Uplift uplift = response.uplift();
    if (uplift == null) {
      warnings.add(
          "There is no control group: how many would have responded without the campaign, nobody knows. --holdout keeps one");
    } else if (!uplift.difference().told()) {
      warnings.add(
          "The control group does not tell whether the campaign changed anything: the interval of the difference holds 0");
    }
    return warnings;
  }
}
