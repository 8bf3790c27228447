package io.propensity.api.console;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run or a schedule is of, for people.
 *
 * @param text the name, and of a campaign its number
 */
public record Subject(String text, String href) {

  /**
   * Of a campaign or, where that is null, of a pipeline.
   *
   * @param names of campaigns by their numbers
   */
  public static Subject of(
      @Nullable Long campaign, @Nullable String pipeline, Map<Long, String> names) {
    if (campaign == null) {
      return new Subject(String.valueOf(pipeline), "/console/pipelines/" + pipeline);
    }
    String name = names.get(campaign);
    return new Subject(
        name == null ? "Campaign " + campaign : "%s (campaign %d)".formatted(name, campaign),
        "/console/campaigns/" + campaign);
  }
}
