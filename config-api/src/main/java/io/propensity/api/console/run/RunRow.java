package io.propensity.api.console.run;

import io.propensity.api.console.Shown;
import io.propensity.api.console.Subject;
import io.propensity.api.run.Run;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run as a line of a list.
 *
 * @param subject what was run: a campaign or a pipeline
 * @param model empty where none is known
 * @param took how long it ran, up to now while it runs; empty before it began
 */
public record RunRow(
    String id,
    String href,
    String state,
    String kind,
    String subject,
    String subjectHref,
    String model,
    String modelHref,
    Instant createdAt,
    String took,
    String requestedBy,
    boolean over) {

  /**
   * A run as it is now.
   *
   * @param names of campaigns by their numbers
   */
  public static RunRow of(Run run, Instant now, Map<Long, String> names) {
    Run.Model model = run.model();
    Subject subject = Subject.of(run.campaignId(), run.pipeline(), names);
    return new RunRow(
        run.runId().value(),
        "/console/runs/" + run.runId(),
        run.state().name().toLowerCase(Locale.ROOT),
        run.campaignId() == null ? "training" : "scoring",
        subject.text(),
        subject.href(),
        model == null ? "" : model.modelVersion().toString(),
        model == null ? "" : versionHref(model),
        run.createdAt(),
        took(run.startedAt(), run.finishedAt(), now),
        run.requestedBy(),
        run.state().isOver());
  }

  private static String versionHref(Run.Model model) {
    return "/console/models/%s/versions/%d".formatted(model.name(), model.version());
  }

  private static String took(@Nullable Instant from, @Nullable Instant to, Instant now) {
    return from == null ? "" : Shown.AS_TEXT.between(from, to == null ? now : to);
  }
}
