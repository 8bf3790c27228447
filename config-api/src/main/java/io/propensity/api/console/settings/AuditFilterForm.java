package io.propensity.api.console.settings;

import java.util.stream.Stream;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * What a reader looks for in the audit log, as it was typed.
 *
 * @param since a day, taken as UTC, or a time as the API has it, as is {@code until}
 */
record AuditFilterForm(String caller, String since, String until, String before) {

  private static final String DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}";

  static AuditFilterForm of(MultiValueMap<String, String> given) {
    return new AuditFilterForm(
        text(given, "caller"), text(given, "since"), text(given, "until"), text(given, "before"));
  }

  private static String text(MultiValueMap<String, String> given, String name) {
    String value = given.getFirst(name);
    return value == null ? "" : value.strip();
  }

  /** What the API's list is asked for. */
  MultiValueMap<String, String> parameters() {
    MultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
    parameters.add("caller", caller);
    parameters.add("since", time(since));
    parameters.add("until", time(until));
    parameters.add("before", before);
    return parameters;
  }

  private static String time(String text) {
    return text.matches(DAY) ? text + "T00:00:00Z" : text;
  }

  public boolean isNarrow() {
    return Stream.of(caller, since, until).anyMatch(value -> !value.isEmpty());
  }
}
