package io.propensity.api.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.console.ConsoleTest;
import io.propensity.api.console.Found;
import io.propensity.api.console.campaign.Scored;
import io.propensity.api.model.Published;
import io.propensity.api.run.FakeJobs;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What holds of each page with something on it: axe-core finds nothing, it is light, it stands. */
@ConsoleTest
@Tag("heavy")
@DirtiesContext
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryPageInTheBrowserTest {

  private static final FakeJobs JOBS = FakeJobs.create();
  private static final String PIPELINE = "telco-churn";
  private static final int WIDE = 1280;
  private static final int NARROW = 360;
  private static final int HIGH = 900;
  private static final int ROWS = 25;
  private static final double HEAVIEST = 100 * 1024;
  private static final double GREATEST_SHIFT = 0.1;

  private static final String OPEN_ALL =
      "document.querySelectorAll('details').forEach((details) => { details.open = true; })";

  /** What was sent for a page, its address first, with bytes; the library of charts aside. */
  private static final String SENT =
      """
      () => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
        .filter((entry) => !entry.name.includes('/echarts/'))
        .map((entry) => [new URL(entry.name).pathname, entry.transferSize])
      """;

  private static final String WATCH_SHIFTS =
      """
      window.shifted = 0;
      window.shifts = [];
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          if (!entry.hadRecentInput) {
            window.shifted += entry.value;
            window.shifts.push(entry.value + ': ' + entry.sources.map((source) =>
              source.node && (source.node.outerHTML || source.node.textContent).slice(0, 80)).join(' | '));
          }
        }
      }).observe({type: 'layout-shift', buffered: true});
      """;

  private static final String TWO_FRAMES =
      "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 0))))";
  private static final String PUSH_DOWN =
      "() => { const block = document.createElement('div'); block.textContent = 'late'; block.className = 'card'; document.body.prepend(block); }";

  private final Api api;
  private final int port;
  private final String model = Published.name();
  private final Map<String, String> addresses = new LinkedHashMap<>();
  private long campaign;
  private String run = "";
  private String live = "";
  private Chromium chromium;

  EveryPageInTheBrowserTest(@Autowired Api api, @LocalServerPort int port) {
    this.api = api;
    this.port = port;
  }

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    JOBS.describe(registry);
    WebhookSettings.describe(registry);
  }

  @BeforeAll
  void open() {
    chromium = Chromium.on(port);
    campaigns();
    models();
    trainings();
    settings();
    addresses.put("not-there", "/console/campaigns/987654321");
    addresses.put("signed-out", "/console/signed-out");
  }

  private void campaigns() {
    for (int i = 1; i < ROWS; i++) {
      Scored.run(api, Scored.campaign(api, "Row %d of every page".formatted(i)).id(), 0.2);
    }
    campaign = Scored.campaign(api, "On every page").id();
    api.patch(campaign, "{\"audience_filter\": \"country = 'DE'\", \"features\": [\"age\"]}");
    Scored.run(api, campaign, 0.2);
    run = Scored.run(api, campaign, 0.25);
    Found.outcomes(api, run);
    live =
        api.post(
                "/campaigns/%d/runs".formatted(campaign),
                "{\"options\": {\"limit\": 65, \"top\": 1}}")
            .text("run_id");
    String page = "/console/campaigns/" + campaign;
    addresses.put("campaigns", "/console/campaigns");
    addresses.put("campaign", page);
    addresses.put("form", page + "/edit");
    addresses.put("history", page + "/history");
    addresses.put("diff", page + "/diff?from=1&to=2");
    addresses.put("runs", "/console/runs");
    addresses.put("runs-none", "/console/runs?pipeline=nobody");
    addresses.put("run", "/console/runs/" + run);
    addresses.put("run-live", "/console/runs/" + live);
  }

  private void models() {
    for (int version = 1; version <= 2; version++) {
      Published.version(model, version, 0.88 - version / 100.0, "rows-a");
      api.post("/models/" + model + "/versions", "{\"version\": %d}".formatted(version));
      String move =
          "{\"version\": %d, \"force\": true, \"reason\": \"The board wants it\"}"
              .formatted(version);
      Answer moved =
          api.send(
              "PUT",
              "/models/" + model + "/aliases/champion",
              move,
              "Content-Type",
              "application/json");
      assertThat(moved.status()).as(moved.response().body()).isEqualTo(200);
    }
    String page = "/console/models/" + model;
    addresses.put("models", "/console/models");
    addresses.put("model", page);
    addresses.put("version", page + "/versions/2");
    addresses.put("compare", page + "/compare?from=1&to=2");
    addresses.put("promote", page + "/promote?version=2");
    addresses.put("alias", page + "/aliases/champion");
  }

  private void trainings() {
    String training = Found.training(api, PIPELINE);
    Found.document(
        api,
        training,
        "quality",
        "{\"raw\": [{\"rule\": \"between: age\", \"passed\": false, \"figures\": \"3 of 9 rows\","
            + " \"severity\": \"warning\"}]}");
    Found.document(
        api,
        training,
        "trials",
        """
        [{"number": 2, "parameters": {"depth": 6, "rate": 0.1}, "seconds": 2.5, "folds": [],
          "spread": {"roc_auc": {"mean": 0.81, "deviation": 0.01}}},
         {"number": 1, "parameters": {"depth": 4, "rate": 0.2}, "seconds": 1.5, "folds": [],
          "spread": {"roc_auc": {"mean": 0.79, "deviation": 0.02}}}]
        """);
    addresses.put("pipelines", "/console/pipelines");
    addresses.put("pipeline", "/console/pipelines/" + PIPELINE);
    addresses.put("training", "/console/runs/" + training);
  }

  private void settings() {
    String timed = "{\"campaign_id\": %d, \"cron\": \"0 6 * * MON\"}".formatted(campaign);
    long schedule = api.post("/schedules", timed).id();
    long webhook =
        api.post("/webhooks", "{\"url\": \"http://127.0.0.1:9/\", \"events\": [\"run.failed\"]}")
            .id();
    assertThat(webhook).isPositive();
    api.post("/webhooks/%d/test".formatted(webhook), "{}");
    String page = "/console/settings/";
    addresses.put("schedules", page + "schedules");
    addresses.put("schedule", page + "schedules/" + schedule);
    addresses.put("users-tables", page + "users-tables?table=" + Scored.table());
    addresses.put("webhooks", page + "webhooks");
    addresses.put("webhook", page + "webhooks/" + webhook);
    addresses.put("tokens", page + "tokens");
    addresses.put("audit", page + "audit");
  }

  @AfterAll
  void close() throws IOException {
    if (chromium != null) {
      JOBS.letGo(live);
      chromium.close();
    }
  }

  @Test
  void givesAxeNothingToFindInTheLight() {
    findsNothing(ColorScheme.LIGHT, WIDE);
  }

  @Test
  void givesAxeNothingToFindInTheDarkOnAPhone() {
    findsNothing(ColorScheme.DARK, NARROW);
  }

  private void findsNothing(ColorScheme colours, int width) {
    Page page = chromium.window(width, HIGH, colours);
    Map<String, List<String>> findings = new LinkedHashMap<>();
    addresses.forEach(
        (name, address) -> {
          page.navigate(address);
          look(page, name, findings);
        });
    page.navigate("/console/models");
    button(page, "Scan the store").click();
    look(page, "scan", findings);
    page.navigate("/console/models/%s/promote?version=77".formatted(model));
    button(page, "Promote").click();
    assertThat(page.locator(".problem, .field-error").first()).isVisible();
    look(page, "promote-refused", findings);
    page.navigate("/console/settings/tokens");
    page.getByLabel("Name").fill("looked at " + colours);
    button(page, "Make the token").click();
    assertThat(page.locator(".secret")).isVisible();
    look(page, "token-made", findings);
    page.locator("#keys-open").click();
    look(page, "keys", findings);

    assertThat(findings).isEmpty();
    page.context().close();
  }

  private static void look(Page page, String name, Map<String, List<String>> findings) {
    page.waitForLoadState();
    page.evaluate(OPEN_ALL);
    List<String> found = Accessibility.findings(page);
    if (!found.isEmpty()) {
      findings.put(name, found);
    }
    int wide = (int) page.evaluate("document.documentElement.scrollWidth");
    if (wide > page.viewportSize().width) {
      findings.put(name + " is too wide", List.of(String.valueOf(wide)));
    }
  }

  @Test
  void sendsLessThanAHundredKibibytesForAPage() {
    for (String name : List.of("campaigns", "campaign", "runs", "run")) {
      Page page = chromium.window(WIDE, HIGH, ColorScheme.LIGHT);
      page.navigate(addresses.get(name));
      page.waitForLoadState(LoadState.NETWORKIDLE);

      List<?> sent = (List<?>) page.evaluate(SENT);

      assertThat(sent.toString())
          .contains("look.css", "console.css", "console.js", "htmx.min.js")
          .doesNotContain("echarts");
      double bytes =
          sent.stream().mapToDouble(one -> ((Number) ((List<?>) one).get(1)).doubleValue()).sum();
      System.out.printf("%s: %.0f bytes are sent%n", name, bytes);
      assertThat(bytes).as("%s: %s", name, sent).isBetween(10_000.0, HEAVIEST);
      page.context().close();
    }
  }

  @Test
  void letsNothingJumpWhileAPageIsLoaded() {
    for (int width : List.of(WIDE, NARROW)) {
      for (String name : List.of("campaigns", "campaign", "runs", "run")) {
        Page page = chromium.window(width, HIGH, ColorScheme.LIGHT);
        page.addInitScript(WATCH_SHIFTS);
        page.navigate(addresses.get(name));
        page.waitForLoadState(LoadState.NETWORKIDLE);
        page.evaluate(TWO_FRAMES);

        double shifted = ((Number) page.evaluate("window.shifted")).doubleValue();

        System.out.printf("%s at %d: layout shifts of %.4f%n", name, width, shifted);
        assertThat(shifted)
            .as("%s at %d: %s", name, width, page.evaluate("window.shifts"))
            .isLessThan(GREATEST_SHIFT);
        page.evaluate(PUSH_DOWN);
        page.waitForFunction("(before) => window.shifted > before", shifted);
        page.context().close();
      }
    }
  }

  @Test
  void goesToAnAreaAndOpensTheDialogByKeys() {
    Page page = chromium.window(WIDE, HIGH, ColorScheme.LIGHT);
    page.navigate("/console/campaigns");
    page.keyboard().press("g");
    page.keyboard().press("r");
    page.waitForURL("**/console/runs");
    page.keyboard().press("g");
    page.keyboard().press("s");
    page.waitForURL("**/console/settings/**");

    Locator keys = page.locator("#keys-open");
    tabTo(page, "keys-open");
    page.keyboard().press("Enter");
    Locator dialog = page.getByRole(AriaRole.DIALOG);
    assertThat(dialog).isVisible();
    page.keyboard().press("Escape");
    assertThat(dialog).isHidden();
    assertThat(keys).isFocused();
    page.keyboard().press("Enter");
    assertThat(dialog).isVisible();
    tabTo(page, "keys-on");
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");
    assertThat(dialog).isHidden();
    assertThat(keys).isFocused();
    page.context().close();
  }

  private static void tabTo(Page page, String id) {
    for (int i = 0; i < 20 && !id.equals(page.evaluate("document.activeElement.id")); i++) {
      page.keyboard().press("Tab");
    }
    assertThat(page.locator("#" + id)).isFocused();
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }
}
