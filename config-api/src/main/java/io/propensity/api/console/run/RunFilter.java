package io.propensity.api.console.run;

import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * What a reader looks for in a list of runs, as it was typed.
 *
 * @param since a day, taken as UTC, or a time as the API has it
 */
public record RunFilter(
    String campaign, String pipeline, String model, String state, String since, String before) {

  private static final String DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}";

  public static RunFilter of(MultiValueMap<String, String> given) {
    return new RunFilter(
        text(given, "campaign"),
        text(given, "pipeline"),
        text(given, "model"),
        text(given, "state").toLowerCase(Locale.ROOT),
        text(given, "since"),
        text(given, "before"));
  }

  private static String text(MultiValueMap<String, String> given, String name) {
    String value = given.getFirst(name);
    return value == null ? "" : value.strip();
  }

  /** What the list of the API is asked for. */
  MultiValueMap<String, String> parameters() {
    MultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
    parameters.add("campaign", campaign);
    parameters.add("pipeline", pipeline);
    parameters.add("model", model);
    parameters.add("state", state);
    parameters.add("since", since.matches(DAY) ? since + "T00:00:00Z" : since);
    parameters.add("before", before);
    return parameters;
  }

  /** Whether runs may be missing from the list because of what is looked for. */
  public boolean isNarrow() {
    return Stream.of(campaign, pipeline, model, state, since).anyMatch(value -> !value.isEmpty());
  }
}
