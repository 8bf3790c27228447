package io.propensity.api.console.settings;

import io.propensity.api.web.QueryParameters;
import java.util.List;
import org.springframework.util.MultiValueMap;

/** Where a page of a list begins whose ids fall. */
final class Before {

  private Before() {}

  /** The id of {@code before}, which may be asked for and nothing else; else above all ids. */
  static long of(MultiValueMap<String, String> parameters) {
    QueryParameters query = new QueryParameters(parameters, List.of("before"));
    long before = query.number("before", 1, Long.MAX_VALUE).orElse(Long.MAX_VALUE);
    query.requireNone();
    return before;
  }
}
