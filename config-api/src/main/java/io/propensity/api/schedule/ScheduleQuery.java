package io.propensity.api.schedule;

import io.propensity.api.web.QueryParameters;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * What a list of schedules is asked for.
 *
 * @param before the id that all wanted ones are smaller than
 */
public record ScheduleQuery(
    @Nullable Long campaign, @Nullable String pipeline, long before, int size) {

  static final int DEFAULT_SIZE = 100;
  static final int LARGEST_SIZE = 1_000;
  private static final List<String> PARAMETERS = List.of("campaign", "pipeline", "before", "size");

  public static ScheduleQuery of(MultiValueMap<String, String> given) {
    QueryParameters parameters = new QueryParameters(given, PARAMETERS);
    long campaign = parameters.number("campaign", 1, Long.MAX_VALUE).orElse(0);
    ScheduleQuery query =
        new ScheduleQuery(
            campaign == 0 ? null : campaign,
            parameters.text("pipeline").orElse(null),
            parameters.number("before", 1, Long.MAX_VALUE).orElse(Long.MAX_VALUE),
            parameters.number("size", DEFAULT_SIZE, 1, LARGEST_SIZE));
    parameters.requireNone();
    return query;
  }
}
