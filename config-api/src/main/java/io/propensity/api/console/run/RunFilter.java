package io.propensity.api.console.run;

import io.propensity.api.console.Days;
import io.propensity.api.console.Typed;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * What a reader looks for in a list of runs, as it was typed.
 *
 * @param since a day, or a time as the API has it
 * @param days by whose clock a day begins
 */
public record RunFilter(
    String campaign,
    String pipeline,
    String model,
    String state,
    String since,
    Days days,
    String before) {

  public static RunFilter of(MultiValueMap<String, String> given) {
    Typed typed = new Typed(given);
    return new RunFilter(
        typed.text("campaign"),
        typed.text("pipeline"),
        typed.text("model"),
        typed.text("state").toLowerCase(Locale.ROOT),
        typed.text("since"),
        Days.of(typed),
        typed.text("before"));
  }

  /** What the list of the API is asked for. */
  MultiValueMap<String, String> parameters() {
    MultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
    parameters.add("campaign", campaign);
    parameters.add("pipeline", pipeline);
    parameters.add("model", model);
    parameters.add("state", state);
    parameters.add("since", days.from(since));
    parameters.add("before", before);
    return parameters;
  }

  /** Whether runs may be missing from the list because of what is looked for. */
  public boolean isNarrow() {
    return Stream.of(campaign, pipeline, model, state, since).anyMatch(value -> !value.isEmpty());
  }
}
