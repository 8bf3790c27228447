package io.propensity.api.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import java.util.UUID;

/** What jobs found beside the reports of runs, as they send it. */
public final class Found {

  private static final String JSON = "application/json";

  private Found() {}

  /** A training run that succeeded. */
  public static String training(Api api, String pipeline) {
    String run = "r-" + UUID.randomUUID();
    Answer told =
        api.send(
            "PUT",
            "/runs/" + run,
            "{\"started_at\": \"2026-11-20T09:30:00Z\", \"kind\": \"training\", \"pipeline\": \"%s\", \"state\": \"succeeded\", \"exit_code\": 0, \"report\": %s}"
                .formatted(pipeline, GoldenReport.ofTraining(run).put("model_name", pipeline)),
            "Content-Type",
            JSON);
    assertThat(told.status()).as(told.response().body()).isEqualTo(200);
    return run;
  }

  /** Has the service keep a document. */
  public static void document(Api api, String run, String name, String content) {
    Answer kept =
        api.send(
            "PUT", "/runs/%s/documents/%s".formatted(run, name), content, "Content-Type", JSON);
    assertThat(kept.status()).as(kept.response().body()).isEqualTo(204);
  }

  /** What came of a run: of 9,000 treated users 12 % responded, of 1,000 others 9 %. */
  public static void outcomes(Api api, String run) {
    StringBuilder deciles = new StringBuilder();
    for (int tenth = 1; tenth <= 10; tenth++) {
      deciles
          .append(tenth == 1 ? "" : ", ")
          .append(
              "{\"name\": \"%d\", \"mean_score\": %s, \"rows\": 900, \"responders\": %d, \"rate\": %s, \"lift\": 1.5, \"gain\": 0.%d}"
                  .formatted(
                      tenth,
                      0.32 / tenth,
                      300 / tenth,
                      300.0 / tenth / 900,
                      tenth == 10 ? 9 : tenth));
    }
    document(
        api,
        run,
        "outcomes",
        """
        {"format_version": "1.0", "campaign_id": 1, "run_id": "%s", "model": "m/1",
         "scored_at": "2026-11-20T03:00:12Z", "measured_at": "2026-11-27T03:00:00Z",
         "outcomes": "warehouse/orders", "users": {"published": 10000},
         "response": {"rows": 9000, "responders": 1080, "rate": 0.12, "low": 0.113, "high": 0.127},
         "roc_auc": 0.7431, "deciles": [%s],
         "calibration": {"expected": 1101.4, "observed": 1080, "ratio": 0.98},
         "segments": [],
         "uplift": {"treated": {"rows": 9000, "responders": 1080, "rate": 0.12, "low": 0.113, "high": 0.127},
           "control": {"rows": 1000, "responders": 90, "rate": 0.09, "low": 0.074, "high": 0.109},
           "difference": {"value": 0.03, "low": 0.01, "high": 0.047}, "relative": 0.333,
           "additional_responders": 270.0, "power": 0.83, "thirds": []},
         "warnings": ["12 rows of the outcomes are of <b>strangers</b>"]}
        """
            .formatted(run, deciles));
  }
}
