package io.propensity.api.console.campaign;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.audience.UsersTableFiles;
import io.propensity.api.model.Published;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Campaigns with a users table, a model, and runs that jobs reported. */
public final class Scored {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String TABLE = "warehouse/console/users";
  private static final String MODEL = Published.name();

  static {
    UsersTableFiles.write(
        Path.of(UsersTableFiles.ROOT, "console/users/part-0.parquet"),
        """
        SELECT i AS user_id, CASE WHEN i % 4 = 0 THEN 'DE' ELSE 'US' END AS country,
               (18 + i % 60)::SMALLINT AS age, i % 2 = 0 AS is_premium,
               DATE '2024-01-01' + (i % 365)::INTEGER AS joined, 'u' || i || '@example.org' AS email
        FROM range(20000) t(i)
        """);
    Published.version(MODEL, 1);
  }

  private Scored() {}

  public static String table() {
    return TABLE;
  }

  public static String modelPath() {
    return "models/%s/1".formatted(MODEL);
  }

  /** A campaign on the table and the model of these tests. */
  public static Answer campaign(Api api, String name) {
    ObjectNode body = JSON.createObjectNode();
    body.put("name", name).put("model_path", modelPath()).put("users_table", TABLE);
    body.put("audience_filter", "country = 'US' AND age > 25");
    return api.post(body.toString());
  }

  /** A run that a job did by hand and reported. */
  public static String run(Api api, long campaign, double mean) {
    return run(api, campaign, mean, report -> {});
  }

  /** One whose report was edited before it was sent. */
  public static String run(Api api, long campaign, double mean, Consumer<ObjectNode> edit) {
    String id = "r-" + UUID.randomUUID();
    report(api, campaign, id, mean, edit);
    return id;
  }

  /** Reports as the job of a run does once its predictions are published. */
  public static void report(Api api, long campaign, String id, double mean) {
    report(api, campaign, id, mean, report -> {});
  }

  private static void report(
      Api api, long campaign, String id, double mean, Consumer<ObjectNode> edit) {
    ObjectNode notice = JSON.createObjectNode();
    notice.put("kind", "prediction").put("campaign_id", campaign);
    notice.put("started_at", "2026-11-20T03:00:00Z").put("state", "succeeded").put("exit_code", 0);
    ObjectNode report = report(id, campaign, mean);
    edit.accept(report);
    notice.set("report", report);
    Answer answer =
        api.send("PUT", "/runs/" + id, notice.toString(), "Content-Type", "application/json");
    if (answer.status() != 200) {
      throw new AssertionError(answer.response().body());
    }
  }

  private static ObjectNode report(String id, long campaign, double mean) {
    ObjectNode report =
        (ObjectNode)
            JSON.readTree(
                """
                {"format_version": "1.0", "kind": "prediction", "campaign_revision": 1,
                 "model_version": 1, "state": "succeeded", "started_at": "2026-11-20T03:00:00Z",
                 "finished_at": "2026-11-20T03:00:12.500Z", "users_read": 20000, "audience": 12969,
                 "scored": 12968, "rejected": {"null_key": 1}, "seconds": {"score": 6.0},
                 "scores": {"quantiles": {"min": 0.01, "p10": 0.05, "p25": 0.1, "p50": 0.2, "p75": 0.35,
                   "p90": 0.6, "max": 0.99},
                   "histogram": {"kind": "numeric", "edges": [0.1, 0.2, 0.4, 0.6, 0.8],
                     "counts": [5968, 3000, 2000, 1000, 700, 300], "nulls": 0},
                   "deciles": [{"decile": 1, "rows": 1297, "mean_score": 0.71, "least_score": 0.6, "greatest_score": 0.99},
                     {"decile": 10, "rows": 1296, "mean_score": 0.03, "least_score": 0.01, "greatest_score": 0.05}]},
                 "scoring": {"published": 12968, "expected_positives": 2523.4, "score_psi": 0.031,
                   "drift": {"age": {"psi": 0.31, "nulls": 0.0, "nulls_in_training": 0.01, "unseen": 0.0},
                             "country": {"psi": 0.02, "nulls": 0.0, "nulls_in_training": 0.0, "unseen": 0.04}},
                   "control": 1296,
                   "segments": [{"name": "high", "rows": 1297, "control": 130, "mean_score": 0.71,
                     "min_score": 0.55, "max_score": 0.99}],
                   "reasons": [{"feature": "age", "raised": 700, "lowered": 90, "mean_raised": 0.42, "mean_lowered": -0.11},
                     {"feature": "country", "raised": 120, "lowered": 0, "mean_raised": 0.1, "mean_lowered": 0.0}],
                   "format": "parquet"}}
                """);
    report.put("run_id", id).put("campaign_id", campaign).put("model_name", MODEL);
    ((ObjectNode) report.path("scores")).put("mean", mean);
    return report;
  }
}
