package io.propensity.api.console.settings;

import io.propensity.api.console.Days;
import io.propensity.api.console.Typed;
import java.util.stream.Stream;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * What a reader looks for in the audit log, as it was typed.
 *
 * @param since a day, or a time as the API has it
 * @param until the last day, or the first time that is not wanted
 * @param days by whose clock a day begins
 */
record AuditFilterForm(String caller, String since, String until, Days days, String before) {

  static AuditFilterForm of(MultiValueMap<String, String> given) {
    Typed typed = new Typed(given);
    return new AuditFilterForm(
        typed.text("caller"),
        typed.text("since"),
        typed.text("until"),
        Days.of(typed),
        typed.text("before"));
  }

  /** What the API's list is asked for. */
  MultiValueMap<String, String> parameters() {
    MultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
    parameters.add("caller", caller);
    parameters.add("since", days.from(since));
    parameters.add("until", days.upTo(until));
    parameters.add("before", before);
    return parameters;
  }

  public boolean isNarrow() {
    return Stream.of(caller, since, until).anyMatch(value -> !value.isEmpty());
  }
}
