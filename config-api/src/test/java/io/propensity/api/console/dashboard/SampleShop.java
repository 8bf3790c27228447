package io.propensity.api.console.dashboard;

import io.propensity.api.Api;
import io.propensity.api.console.Found;
import java.util.ArrayList;
import java.util.List;

/** A shop of two days, two departments and one price, as a training exports it. */
public final class SampleShop {

  private SampleShop() {}

  /** A training run of a pipeline with everything that the dashboards draw. */
  public static String of(Api api, String pipeline) {
    String run = Found.training(api, pipeline);
    cubes(api, run);
    put(
        api,
        run,
        "sessions_by_day_hour",
        "{\"day\": \"2019-10-01\", \"weekday\": 2, \"hour\": 9, \"sessions\": 120, \"bought\": 12}",
        "{\"day\": \"2019-10-02\", \"weekday\": 3, \"hour\": 21, \"sessions\": 120, \"bought\":"
            + " 30}");
    put(
        api,
        run,
        "top_brands",
        "{\"day\": \"2019-10-01\", \"department\": \"electronics\", \"brand\": \"lg\", \"revenue\":"
            + " 900.5, \"purchases\": 9}",
        "{\"day\": \"2019-10-02\", \"department\": \"kids\", \"brand\": \"lego\", \"revenue\": 300.0,"
            + " \"purchases\": 4}",
        "{\"day\": \"2019-10-02\", \"department\": \"kids\", \"brand\": \"chicco\", \"revenue\":"
            + " 500.0, \"purchases\": 2}");
    put(
        api,
        run,
        "purchases_by_hour",
        "{\"day\": \"2019-10-01\", \"hour\": 10, \"purchases\": 3, \"revenue\": 150.0}",
        "{\"day\": \"2019-10-02\", \"hour\": 9, \"purchases\": 12, \"revenue\": 600.25}",
        "{\"day\": \"2019-10-02\", \"hour\": 10, \"purchases\": 4, \"revenue\": 200.0}");
    put(
        api,
        run,
        "session_distributions",
        "{\"day\": \"2019-10-01\", \"measure\": \"events\", \"value\": 1, \"sessions\": 5,"
            + " \"bought\": 1}",
        "{\"day\": \"2019-10-02\", \"measure\": \"events\", \"value\": 1, \"sessions\": 15,"
            + " \"bought\": 4}",
        "{\"day\": \"2019-10-02\", \"measure\": \"minutes\", \"value\": 0, \"sessions\": 5,"
            + " \"bought\": 1}");
    put(
        api,
        run,
        "propensity_histogram",
        "{\"split\": \"test\", \"bucket\": 0.1, \"day\": \"2019-10-01\", \"sessions\": 30,"
            + " \"bought\": 1}",
        "{\"split\": \"test\", \"bucket\": 0.1, \"day\": \"2019-10-02\", \"sessions\": 10,"
            + " \"bought\": 1}",
        "{\"split\": \"test\", \"bucket\": 0.2, \"day\": \"2019-10-02\", \"sessions\": 20,"
            + " \"bought\": 4}",
        "{\"split\": \"train\", \"bucket\": 0.1, \"day\": \"2019-10-01\", \"sessions\": 7777,"
            + " \"bought\": 77}");
    put(
        api,
        run,
        "roc_curve",
        "{\"share\": 0.5, \"false_positive_rate\": 0.1, \"true_positive_rate\": 0.6}",
        "{\"share\": 1.0, \"false_positive_rate\": 1.0, \"true_positive_rate\": 1.0}");
    put(
        api,
        run,
        "calibration_bins",
        "{\"tenth\": 1, \"mean_score\": 0.05, \"conversion\": 0.04}",
        "{\"tenth\": 10, \"mean_score\": 0.5, \"conversion\": 0.55}");
    put(
        api,
        run,
        "threshold_curves",
        "{\"threshold\": 0.0, \"sessions\": 60, \"precision\": 0.1, \"recall\": 1.0, \"f1\": 0.18}",
        "{\"threshold\": 0.5, \"sessions\": 0, \"precision\": null, \"recall\": 0.0, \"f1\": 0.0}");
    put(
        api,
        run,
        "drivers",
        "{\"feature\": \"carts\", \"correlation_with_score\": 0.8, \"correlation_with_purchase\":"
            + " 0.4}");
    return run;
  }

  /** Of each day and department 60 sessions, 6 of them with a purchase; revenue of 300. */
  private static void cubes(Api api, String run) {
    List<String> events = new ArrayList<>();
    List<String> sessions = new ArrayList<>();
    List<String> predictions = new ArrayList<>();
    for (String day : List.of("2019-10-01", "2019-10-02")) {
      for (String department : List.of("electronics", "kids")) {
        String cell =
            "{\"day\": \"%s\", \"department\": \"%s\", \"price\": \"below 50\", "
                .formatted(day, department);
        events.add(cell + "\"views\": 200, \"carts\": 20, \"purchases\": 7, \"revenue\": 300.0}");
        sessions.add(
            cell
                + "\"sessions\": 60, \"viewed\": 58, \"carted\": 15, \"bought\": 6, \"events\":"
                + " 220, \"seconds\": 7200}");
        predictions.add(cell + "\"sessions\": 10, \"scores\": 1.2, \"bought\": 1}");
      }
    }
    put(api, run, "events_cube", events.toArray(String[]::new));
    put(api, run, "sessions_cube", sessions.toArray(String[]::new));
    put(api, run, "predictions_cube", predictions.toArray(String[]::new));
  }

  private static void put(Api api, String run, String export, String... rows) {
    Found.document(api, run, "dashboard_" + export, "[" + String.join(", ", rows) + "]");
  }
}
