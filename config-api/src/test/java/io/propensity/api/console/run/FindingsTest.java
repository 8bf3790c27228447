package io.propensity.api.console.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.console.Browser;
import io.propensity.api.console.ConsoleTest;
import io.propensity.api.console.Found;
import io.propensity.api.console.campaign.Scored;
import io.propensity.api.security.Tokens;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.ObjectNode;

/** What pages show of what jobs found. */
@ConsoleTest
class FindingsTest {

  private final Api api;
  private final Browser browser;

  FindingsTest(@Autowired Api api) {
    this.api = api;
    this.browser = Browser.of(api);
  }

  @Test
  void showsWhatCameOfACampaign() {
    long campaign = Scored.campaign(api, "Answered").id();
    String answered = Scored.run(api, campaign, 0.2);
    Found.outcomes(api, answered);
    Scored.run(api, campaign, 0.3);

    String page = browser.page("/console/campaigns/" + campaign);

    assertThat(page)
        .contains("What came of it", "/console/runs/" + answered, "warehouse", "0.7431")
        .contains("+3.0 points, +1.0 to +4.7", ">270<", "9.0 %", "7.4 % to 10.9 %")
        .contains("The treated responded more often than the control group.")
        .contains("1,080 responded; the scores promised 1,101.")
        .contains("&quot;Responded&quot;,&quot;values&quot;:[0.333", "echarts.min.js")
        .contains("&lt;b&gt;strangers&lt;/b&gt;")
        .doesNotContain("<b>strangers");
    assertThat(browser.page("/console/runs/" + answered)).contains("What came of it");
  }

  @Test
  void showsDecilesAndReasonsAndHandsSegmentsOver() {
    long campaign = Scored.campaign(api, "Handed over").id();
    String run = Scored.run(api, campaign, 0.2);
    String download = "/console/runs/%s/predictions?segment=high".formatted(run);

    assertThat(browser.page("/console/campaigns/" + campaign))
        .contains("Deciles", "0.6000 to 0.9900", "1,297")
        .contains("Raised by age", "+0.4200", "-0.1100")
        .contains("href=\"%s\"".formatted(download), "Download high");
    Browser viewer = Browser.of(api.as(Tokens.created(api, "looks", "viewer").text("token")));
    assertThat(viewer.page("/console/campaigns/" + campaign)).doesNotContain("/predictions");
    assertThat(viewer.get(download).status()).isEqualTo(403);
    assertThat(browser.get(download).status()).isEqualTo(404);
    assertThat(browser.get(download).response().body()).contains("not under the output root");
  }

  @Test
  void handsOverTheBestTenthWhereThereAreNoSegments() {
    long campaign = Scored.campaign(api, "Unsegmented").id();
    String run =
        Scored.run(
            api,
            campaign,
            0.2,
            report -> ((ObjectNode) report.path("scoring")).putArray("segments"));
    String download = "/console/runs/%s/predictions?limit=1297".formatted(run);

    assertThat(browser.page("/console/runs/" + run))
        .contains("href=\"%s\">Download the best tenth<".formatted(download), "Download all");
    assertThat(browser.get(download).response().body()).contains("not under the output root");
    assertThat(browser.page("/console/runs/" + Scored.run(api, campaign, 0.3)))
        .contains("Download high")
        .doesNotContain("best tenth");
  }

  @Test
  void showsWhatATrainingFoundOfRowsTrialsAndSegments() {
    String run = Found.training(api, "found-by-it");
    Found.document(
        api,
        run,
        "quality",
        """
        {"raw": [{"rule": "unique: <i>", "passed": true, "figures": "0 of 9 rows", "severity": "error"},
          {"rule": "between: age", "passed": false, "figures": "3 of 9 rows", "severity": "warning"}]}
        """);
    Found.document(
        api,
        run,
        "trials",
        """
        [{"number": 2, "parameters": {"depth": 6, "grow": "deep"}, "seconds": 2.5, "folds": [],
          "spread": {"roc_auc": {"mean": 0.81, "deviation": 0.01, "values": 3}}},
         {"number": 1, "parameters": {"depth": 4, "grow": "wide"}, "seconds": 1.5, "folds": [],
          "spread": {"roc_auc": {"mean": 0.79, "deviation": 0.02, "values": 3}}}]
        """);
    Found.document(
        api,
        run,
        "metrics",
        """
        {"test": {"roc_auc": 0.8}, "segments": [{"column": "country", "value": "DE", "others": false,
          "metrics": {"rows": 1200, "roc_auc": 0.7654}}, {"column": "country", "value": null, "others": true,
          "metrics": {"rows": 5, "roc_auc": "NaN"}}]}
        """);

    for (String address : new String[] {"/console/runs/" + run, "/console/pipelines/found-by-it"}) {
      String page = browser.page(address);
      assertThat(page)
          .contains("Quality of the rows", "unique: &lt;i&gt;", "3 of 9 rows")
          .contains("data-state=\"warning\"", "data-state=\"passed\"")
          .contains("Trial 2: depth 6, roc_auc 0.81", "href=\"#trial-2\"", "id=\"trial-2\"")
          .contains("0.8100 ± 0.0100", "depth 6, grow deep")
          .contains("The model by segments", ">DE<", "0.7654", "all others", "1,200");
      assertThat(page.indexOf("between: age")).isLessThan(page.indexOf("unique: &lt;i&gt;"));
    }
  }

  @Test
  void tellsOfWhatItCannotRead() {
    String run = Found.training(api, "found-odd");
    Found.document(api, run, "trials", "{\"no\": \"trials\"}");
    Found.document(api, run, "quality", "[null]");
    Found.document(api, run, "metrics", "[]");
    Found.document(api, run, "outcomes", "{\"measured_at\": \"2026-11-27T03:00:00Z\"}");

    assertThat(browser.page("/console/runs/" + run))
        .contains("What run %s has as &#39;trials&#39; cannot be shown".formatted(run))
        .contains("has as &#39;quality&#39; cannot be shown")
        .contains("has as &#39;outcomes&#39; cannot be shown")
        .doesNotContain("Trials of the search");
  }

  @Test
  void tellsOfDocumentsThatAreReadableInPart() {
    String run = Found.training(api, "found-in-part");
    Found.document(api, run, "quality", "{\"raw\": null}");
    Found.document(
        api,
        run,
        "outcomes",
        """
        {"measured_at": "2026-11-27T03:00:00Z", "outcomes": "warehouse/orders",
         "response": {"rows": 9, "responders": 1, "rate": 0.1, "low": 0.0, "high": 0.2},
         "calibration": {"expected": 1.0, "observed": 1},
         "deciles": [{"mean_score": 0.1, "rows": 9, "responders": 1, "rate": 0.1}]}
        """);

    assertThat(browser.page("/console/runs/" + run))
        .contains("What run %s has as &#39;quality&#39; cannot be shown".formatted(run))
        .contains("has as &#39;outcomes&#39; cannot be shown")
        .doesNotContain("Quality of the rows", "What came of it");
    assertThat(browser.page("/console/pipelines/found-in-part"))
        .contains("has as &#39;quality&#39; cannot be shown");
  }

  @Test
  void showsOfAPipelineWhatOneRunFound() {
    String name = "found-of-one";
    String first = failed(name);

    assertThat(browser.page("/console/pipelines/" + name))
        .contains("href=\"/console/runs/%s\"><code>%s</code></a>, ".formatted(first, first))
        .contains("the last that is over; none succeeded yet", "of " + first);

    String succeeded = Found.training(api, name);
    String later = failed(name);

    assertThat(browser.page("/console/pipelines/" + name))
        .contains("href=\"/console/runs/%s\"><code>%s</code></a>, ".formatted(succeeded, succeeded))
        .contains("the last training that succeeded", "What it reported")
        .doesNotContain("of " + first, "of " + later);
  }

  /** A training that failed, with verdicts that name it. */
  private String failed(String pipeline) {
    String run = "r-" + UUID.randomUUID();
    Answer told =
        api.send(
            "PUT",
            "/runs/" + run,
            "{\"started_at\": \"2026-11-20T09:30:00Z\", \"kind\": \"training\", \"pipeline\": \"%s\", \"state\": \"failed\", \"exit_code\": 1}"
                .formatted(pipeline),
            "Content-Type",
            "application/json");
    assertThat(told.status()).as(told.response().body()).isEqualTo(200);
    Found.document(
        api,
        run,
        "quality",
        "{\"raw\": [{\"rule\": \"of %s\", \"passed\": false, \"figures\": \"\", \"severity\": \"error\"}]}"
            .formatted(run));
    return run;
  }
}
