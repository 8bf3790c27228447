package io.propensity.api.console.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.console.Browser;
import io.propensity.api.console.ConsoleTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What the pages of campaigns show and do. */
@ConsoleTest
class CampaignPagesTest {

  private final Api api;
  private final Browser browser;

  CampaignPagesTest(@Autowired Api api) {
    this.api = api;
    this.browser = Browser.of(api);
  }

  @Test
  void listsCampaignsWithTheirLatestRuns() {
    String name = unique("Listed");
    long id = Scored.campaign(api, name).id();
    Scored.run(api, id, 0.2);
    String last = Scored.run(api, id, 0.3);

    String list = browser.page("/console/campaigns?q=" + name);

    assertThat(list)
        .contains("href=\"/console/campaigns/" + id + "\"", ">" + name + "<")
        .contains("data-state=\"active\"", "data-state=\"succeeded\"", "/console/runs/" + last)
        .contains("12,969", "<polyline points=\"2.0,22.0 98.0,2.0\"", "1 to 1 of 1");
  }

  @Test
  void saysWhatToDoWhereNothingIsFound() {
    assertThat(browser.page("/console/campaigns?q=" + unique("none")))
        .contains("No campaign is like that", "Show all in use")
        .doesNotContain("<table");
  }

  @Test
  void pagesTheList() {
    String name = unique("Paged");
    for (int i = 0; i < 3; i++) {
      Scored.campaign(api, name + " " + i);
    }

    String first = browser.page("/console/campaigns?size=2&q=" + name);
    String second = browser.page("/console/campaigns?size=2&page=1&q=" + name);

    assertThat(first).contains("1 to 2 of 3", "rel=\"next\"").doesNotContain("rel=\"prev\"");
    assertThat(first).contains("href=\"/console/campaigns?size=2&amp;q=" + name + "&amp;page=1\"");
    assertThat(second).contains("3 to 3 of 3", "rel=\"prev\"").doesNotContain("rel=\"next\"");
  }

  @Test
  void makesACampaignAndShowsIt() {
    String name = unique("Made");

    Answer made =
        browser.post(
            "/console/campaigns",
            "name",
            name,
            "model_path",
            Scored.modelPath(),
            "audience_filter",
            "country = 'US'\r\n AND age > 25",
            "users_table",
            Scored.table(),
            "users.partition",
            "country=US",
            "newest_by",
            "",
            "holdout",
            "0.1",
            "max_drift",
            "",
            "segments",
            "high:0.1,low",
            "output.format",
            "csv",
            "output.top",
            "1000",
            "output.partition_by",
            " segment, ",
            "output.sort_by_score",
            "true",
            "features",
            "",
            "is_active",
            "true");

    assertThat(made.status()).as(made.response().body()).isEqualTo(302);
    String address = made.header("Location").replaceFirst(".*(/console/campaigns/[0-9]+).*", "$1");
    assertThat(browser.page(address + "?saved"))
        .contains("Saved as revision 1.", name, "country = &#39;US&#39;\n AND age &gt; 25")
        .contains("10.0 %", Scored.modelPath(), "It has not run yet");
    Answer kept = api.get(address.replace("/console", ""));
    assertThat(kept.json().path("holdout").doubleValue()).isEqualTo(0.1);
    assertThat(kept.json().path("features")).isNotEmpty();
    assertThat(kept.text("segments")).isEqualTo("high:0.1,low");
    assertThat(kept.json().path("users")).hasToString("{\"partition\":{\"country\":\"US\"}}");
    assertThat(kept.json().path("output"))
        .hasToString(
            "{\"format\":\"csv\",\"partition_by\":[\"segment\"],\"sort_by_score\":true,\"top\":1000}");
    assertThat(browser.page(address))
        .contains("<code>high:0.1,low</code>")
        .contains("<dt>Read</dt><dd>the part country=US</dd>")
        .contains(
            "the 1,000 greatest scores, as csv, in folders by segment, the greatest scores first")
        .contains("name=\"segments\" value=\"\"");
    assertThat(browser.page(address + "/edit"))
        .contains("name=\"segments\" value=\"high:0.1,low\"")
        .contains("name=\"users.partition\" value=\"country=US\"")
        .contains(
            "name=\"output.top\" value=\"1000\"", "name=\"output.partition_by\" value=\"segment\"")
        .containsPattern("name=\"output.sort_by_score\"[^>]*checked=");
    assertThat(kept.text("audience_filter")).isEqualTo("country = 'US'\n AND age > 25");
  }

  @Test
  void showsTheApisWordsBesideTheFields() {
    Answer refused =
        browser.post(
            "/console/campaigns",
            "name",
            "",
            "model_path",
            "/etc/passwd",
            "audience_filter",
            "age > ",
            "users_table",
            "",
            "holdout",
            "much",
            "features",
            "age");
    Answer told =
        api.post(
            """
            {"name": "", "model_path": "/etc/passwd", "audience_filter": "age > ",
             "holdout": "much", "features": ["age"], "is_active": false}
            """);

    assertThat(refused.status()).isEqualTo(400);
    String page = refused.response().body();
    assertThat(told.json().path("errors")).hasSizeGreaterThan(3);
    told.json()
        .path("errors")
        .forEach(
            error ->
                assertThat(text(page))
                    .contains(
                        "id=\"%s-error\">%s"
                            .formatted(
                                error.path("field").asString(), error.path("message").asString())));
    assertThat(page).contains("value=\"much\"", "aria-invalid=\"true\"");
    assertThat(told.json().path("errors").valueStream().map(error -> error.path("position")))
        .filteredOn(position -> position.isNumber())
        .singleElement()
        .satisfies(
            position -> assertThat(page).contains("data-position=\"%s\"".formatted(position)));
  }

  @Test
  void changesACampaignOnlyAsItWasSeen() {
    long id = Scored.campaign(api, unique("Changed")).id();
    String form = browser.page("/console/campaigns/%d/edit".formatted(id));
    assertThat(form).contains("name=\"revision\" value=\"1\"");
    String name = unique("Renamed");

    assertThat(change(id, name, "1").status()).isEqualTo(302);
    Answer late = change(id, unique("Late"), "1");

    assertThat(api.get("/campaigns/" + id).text("name")).isEqualTo(name);
    assertThat(late.status()).isEqualTo(412);
    assertThat(late.response().body()).contains("is at revision 2 by now", "Late");
  }

  private Answer change(long id, String name, String revision) {
    return browser.post(
        "/console/campaigns/" + id,
        "revision",
        revision,
        "name",
        name,
        "model_path",
        Scored.modelPath(),
        "audience_filter",
        "TRUE",
        "users_table",
        Scored.table(),
        "features",
        "");
  }

  @Test
  void archivesRestoresAndCopies() {
    long id = Scored.campaign(api, unique("Put away")).id();
    String page = "/console/campaigns/" + id;

    assertThat(browser.post(page + "/archive", "revision", "1").status()).isEqualTo(302);
    assertThat(api.get("/campaigns/" + id).status()).isEqualTo(404);
    assertThat(browser.page(page))
        .contains("data-state=\"archived\"", "Restore")
        .doesNotContain("Run now", ">Edit<");
    assertThat(browser.post(page + "/restore", "revision", "2").status()).isEqualTo(302);
    assertThat(api.get("/campaigns/" + id).status()).isEqualTo(200);
    Answer copied = browser.post(page + "/copy");
    assertThat(copied.header("Location")).matches(".*/console/campaigns/[0-9]+/edit");
    String copy = copied.header("Location").replaceFirst("^http://[^/]+", "");
    assertThat(browser.page(copy)).contains("Copy of Put away");
  }

  @Test
  void showsWhatTheLatestRunFound() {
    long id = Scored.campaign(api, unique("Reported")).id();
    Scored.run(api, id, 0.2);
    Scored.run(api, id, 0.25);

    String page = browser.page("/console/campaigns/" + id);

    assertThat(page)
        .contains("12,969", "0.2500", "2,523", "1,296", "0.0310")
        .contains(
            "below 0.1",
            "from 0.8",
            "median",
            "0.5500 to 0.9900",
            "5,968",
            "<title>below 0.1: 5,968 (46.0 %)</title>")
        .contains(">high<", "0.7100", "0.3100", "data-state=\"warning\">large<")
        .contains("&quot;Audience&quot;,&quot;values&quot;:[12969,12969]", "echarts.min.js");
    assertThat(page.indexOf(">age<")).isLessThan(page.indexOf(">country<"));
  }

  @Test
  void showsAFailedRunWithoutAReport() {
    long id = Scored.campaign(api, unique("Failed")).id();
    api.send(
        "PUT",
        "/runs/r-" + UUID.randomUUID(),
        """
        {"kind": "prediction", "campaign_id": %d, "started_at": "2026-11-20T03:00:00Z",
         "state": "failed", "exit_code": 66, "message": "no table"}
        """
            .formatted(id),
        "Content-Type",
        "application/json");

    assertThat(browser.page("/console/campaigns/" + id))
        .contains("data-state=\"failed\"")
        .doesNotContain("The latest result", "data-chart", "echarts");
  }

  @Test
  void tellsWhatChangedBetweenRevisions() {
    long id = Scored.campaign(api, unique("Historic")).id();
    api.patch(id, "{\"audience_filter\": \"age > 40\", \"holdout\": 0.2}");

    String history = browser.page("/console/campaigns/%d/history".formatted(id));
    String diff = browser.page("/console/campaigns/%d/diff?from=1&to=2".formatted(id));

    assertThat(history).contains("created", "changed", "audience filter, holdout", "bootstrap");
    assertThat(history).contains("/console/campaigns/%d/diff?from=1&amp;to=2".formatted(id));
    assertThat(diff)
        .contains("<del>country = &#39;US&#39; AND age &gt; 25</del>", "<ins>age &gt; 40</ins>")
        .contains("<del>none</del>", "<ins>0.2</ins>");
    assertThat(browser.page("/console/campaigns/%d/diff?from=2&to=2".formatted(id)))
        .contains("Nothing differs");
    assertThat(browser.get("/console/campaigns/%d/diff?from=1&to=9".formatted(id)).status())
        .isEqualTo(404);
  }

  @Test
  void saysWhatIsNotThere() {
    Answer absent = browser.get("/console/campaigns/987654321");

    assertThat(absent.status()).isEqualTo(404);
    assertThat(absent.header("Content-Type")).startsWith("text/html");
    assertThat(absent.response().body()).contains("There is no campaign 987654321", "<nav");
    assertThat(browser.get("/console/campaigns/x").status()).isEqualTo(404);
    assertThat(browser.get("/console/nowhere").response().body())
        .contains("There is nothing at this address");
    assertThat(browser.get("/console/campaigns?size=0").response().body())
        .contains("size", "must be a whole number from 1 to 1000");
  }

  @Test
  void refusesARunWhereNoJobIsStarted() {
    long id = Scored.campaign(api, unique("Not run")).id();

    Answer refused = browser.post("/console/campaigns/%d/runs".formatted(id));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.response().body()).contains("This service starts no jobs");
    assertThat(
            browser
                .post(
                    "/console/campaigns/%d/schedules".formatted(id),
                    "cron",
                    "0 6 * * *",
                    "time_zone",
                    "UTC",
                    "overlap",
                    "skip")
                .response()
                .body())
        .contains("This service starts no jobs");
  }

  private static String text(String html) {
    return html.replace("&#39;", "'")
        .replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
  }

  private static String unique(String start) {
    return start + "-" + UUID.randomUUID();
  }
}
