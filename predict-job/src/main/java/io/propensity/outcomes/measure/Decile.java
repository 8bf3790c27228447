package io.propensity.outcomes.measure;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tenth of the treated users by score.
 *
 * @param lift its response rate over that of all; null where nobody responded
 * @param gain the share of all responders down to its end; null where nobody responded
 * @param expectedGain the share that the scores promised down to its end; null where they promised
 *     none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Decile(
    @JsonUnwrapped ScoredGroup users,
    @Nullable Double lift,
    @Nullable Double gain,
    @JsonProperty("expected_gain") @Nullable Double expectedGain) {

  /** Adds up tenths, the one of the greatest scores first. */
  static List<Decile> of(List<ScoredGroup> tenths, ResponseRate all) {
    double promised = tenths.stream().mapToDouble(ScoredGroup::expected).sum();
    List<Decile> deciles = new ArrayList<>();
    long responders = 0;
    double expected = 0;
    for (ScoredGroup tenth : tenths) {
      responders += tenth.response().responders();
      expected += tenth.expected();
      boolean any = all.responders() > 0;
      deciles.add(
          new Decile(
              tenth,
              any ? tenth.response().rate() / all.rate() : null,
              any ? (double) responders / all.responders() : null,
              promised > 0 ? expected / promised : null));
    }
    return deciles;
  }
}
