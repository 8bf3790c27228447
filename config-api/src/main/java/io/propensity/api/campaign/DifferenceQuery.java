package io.propensity.api.campaign;

import io.propensity.api.web.QueryParameters;
import java.util.List;
import org.springframework.util.MultiValueMap;

/** Which two revisions are to be compared. */
record DifferenceQuery(int from, int to) {

  private static final int LAST_REVISION = 999_999_999;

  static DifferenceQuery of(MultiValueMap<String, String> given) {
    QueryParameters parameters = new QueryParameters(given, List.of("from", "to"));
    int from = parameters.required("from", 1, LAST_REVISION);
    int to = parameters.required("to", 1, LAST_REVISION);
    parameters.requireNone();
    return new DifferenceQuery(from, to);
  }
}
