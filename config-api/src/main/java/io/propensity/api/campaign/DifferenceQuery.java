package io.propensity.api.campaign;

import java.util.List;
import org.springframework.util.MultiValueMap;

/** Which two revisions are to be compared. */
record DifferenceQuery(int from, int to) {

  private static final int LAST_REVISION = 999_999_999;

  static DifferenceQuery of(MultiValueMap<String, String> given) {
    Parameters parameters = new Parameters(given, List.of("from", "to"));
    int from = parameters.requiredNumber("from", 1, LAST_REVISION);
    int to = parameters.requiredNumber("to", 1, LAST_REVISION);
    parameters.check();
    return new DifferenceQuery(from, to);
  }
}
