package io.propensity.api.model;

import io.propensity.model.MetricDirection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Where an alias is to point.
 *
 * @param metric by which the gate decides; null for the usual one of the task
 * @param force to pass over the gate, for a reason
 */
public record AliasDraft(
    int version, @Nullable String metric, boolean force, @Nullable String reason) {

  public static AliasDraft of(JsonNode body) {
    Body fields = new Body(body, List.of("version", "metric", "force", "reason"));
    AliasDraft draft =
        new AliasDraft(
            fields.version(), fields.text("metric"), fields.flag("force"), fields.text("reason"));
    fields.done();
    draft.check(fields);
    fields.done();
    return draft;
  }

  /** Why somebody rolls an alias back, in the one field that such a request may have. */
  public static @Nullable String reason(@Nullable JsonNode body) {
    if (body == null) {
      return null;
    }
    Body fields = new Body(body, List.of("reason"));
    String reason = fields.text("reason");
    fields.done();
    return reason;
  }

  private void check(Body fields) {
    if (metric != null && MetricDirection.of(metric) == MetricDirection.NEITHER) {
      fields.wrong(
          "metric", "'%s' is no metric by which a model is better, e.g. roc_auc".formatted(metric));
    }
    if (force && reason == null) {
      fields.wrong("reason", "is required where force is true: say why");
    }
  }
}
