package io.propensity.api.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.propensity.api.Api;
import io.propensity.api.console.ConsoleTest;
import io.propensity.api.console.campaign.Scored;
import io.propensity.api.model.Published;
import io.propensity.api.run.FakeJobs;
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

/** What an operator does with runs, models and tokens, in a browser. */
@ConsoleTest
@Tag("heavy")
@DirtiesContext
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunsAndModelsInTheBrowserTest {

  private static final FakeJobs JOBS = FakeJobs.create();
  private static final int WIDE = 1280;
  private static final int NARROW = 360;
  private static final int HIGH = 900;

  private final Api api;
  private final int port;
  private final String model = Published.name();
  private Chromium chromium;

  RunsAndModelsInTheBrowserTest(@Autowired Api api, @LocalServerPort int port) {
    this.api = api;
    this.port = port;
  }

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    JOBS.describe(registry);
  }

  @BeforeAll
  void open() {
    chromium = Chromium.on(port);
    Published.version(model, 1, 0.86, "rows-a");
    Published.version(model, 2, 0.84, "rows-a");
    for (int version = 1; version <= 2; version++) {
      api.post("/models/" + model + "/versions", "{\"version\": %d}".formatted(version));
    }
  }

  @AfterAll
  void close() {
    if (chromium != null) {
      chromium.close();
    }
  }

  private Page page(String address) {
    Page page = chromium.window(WIDE, HIGH, ColorScheme.LIGHT);
    page.navigate(address);
    return page;
  }

  @Test
  void watchesARunCancelsItAndTriesItAgain() {
    long campaign = Scored.campaign(api, "Watched by its run").id();
    String run =
        api.post(
                "/campaigns/%d/runs".formatted(campaign),
                "{\"options\": {\"limit\": 1, \"top\": 1}}")
            .text("run_id");
    Page page = page("/console/runs/" + run);

    assertThat(page.locator("#log-text")).containsText("predict ");
    assertThat(page.locator("#live .badge")).hasText("running");
    Chromium.picture(page, "run-live");
    page.onceDialog(dialog -> dialog.accept());
    button(page, "Cancel the run").click();

    assertThat(page.locator("#live .badge")).hasText("cancelled");
    button(page, "Retry").click();
    assertThat(page.locator("#live .badge")).hasText("running");
    page.onceDialog(dialog -> dialog.accept());
    button(page, "Cancel the run").click();
    assertThat(page.locator("#live .badge")).hasText("cancelled");
    nothingIsComplainedOf();
  }

  @Test
  void followsARunBackThroughThePicture() {
    long campaign = Scored.campaign(api, "Followed back").id();
    Scored.run(api, campaign, 0.2);
    Page page = page("/console/runs?campaign=" + campaign);
    page.locator("tbody th a").first().click();

    assertThat(page.locator(".histogram rect").first()).isVisible();
    Chromium.picture(page, "run");
    page.locator("svg.lineage a").nth(1).click();
    page.waitForURL("**/console/campaigns/" + campaign);
    nothingIsComplainedOf();
  }

  @Test
  void promotesAVersionOverTheGateWithAReason() {
    Page page = page("/console/models/" + model);
    assertThat(page.locator("tbody tr")).hasCount(2);
    button(page, "Compare").click();
    assertThat(page.locator(".verdict").first()).isVisible();
    Chromium.picture(page, "model-compare");

    promote(page, "1");
    assertThat(page.locator("tbody tr")).hasCount(1);
    promote(page, "2");
    assertThat(page.locator(".problem")).containsText("is worse than the 0.86 of version 1");
    Chromium.picture(page, "model-refused");
    page.getByLabel("Reason").fill("The board wants it");
    page.getByLabel("Move it even where the gate says no").check();
    button(page, "Promote").click();

    assertThat(page.locator("tbody tr").first()).containsText("The board wants it");
    assertThat(page.locator("tbody .badge")).hasText("forced");
    Chromium.picture(page, "model-alias");
    // The refusal, which the browser tells of as the 409 that it is.
    assertThat(chromium.complaints()).filteredOn(line -> !line.contains("409")).isEmpty();
  }

  private void promote(Page page, String version) {
    page.navigate("/console/models/%s/promote?version=%s".formatted(model, version));
    button(page, "Promote").click();
  }

  @Test
  void showsANewTokenOnce() {
    Page page = page("/console/settings/tokens");
    page.getByLabel("Name").fill("made in a browser");
    page.getByLabel("Role").selectOption("viewer");
    button(page, "Make the token").click();

    Locator secret = page.locator(".secret");
    assertThat(secret).containsText("prp_");
    Chromium.picture(page, "tokens");
    page.navigate("/console/settings/tokens");
    assertThat(secret).hasCount(0);
    nothingIsComplainedOf();
  }

  @Test
  void fitsFromThePhoneToTheWallInLightAndDark() {
    long campaign = Scored.campaign(api, "Shown in all sizes").id();
    Scored.run(api, campaign, 0.3);
    String run = api.get("/runs?campaign=" + campaign).json().path(0).path("run_id").asString();
    Map<String, String> addresses =
        Map.of(
            "runs",
            "/console/runs",
            "run",
            "/console/runs/" + run,
            "models",
            "/console/models",
            "model",
            "/console/models/" + model,
            "version",
            "/console/models/%s/versions/2".formatted(model),
            "pipelines",
            "/console/pipelines",
            "pipeline",
            "/console/pipelines/telco-churn",
            "schedules",
            "/console/settings/schedules",
            "audit",
            "/console/settings/audit");
    for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      for (int width : List.of(NARROW, WIDE, 3_840)) {
        Page page = chromium.window(width, HIGH, colours);
        addresses.forEach(
            (name, address) -> {
              page.navigate(address);
              page.waitForLoadState();
              Chromium.picture(page, "%s-%d-%s".formatted(name, width, colours));
              assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                  .as("%s at %d", name, width)
                  .isLessThanOrEqualTo(width);
            });
        page.context().close();
      }
    }
  }

  private void nothingIsComplainedOf() {
    assertThat(chromium.complaints())
        .filteredOn(line -> !line.contains("409") && !line.contains("/figures/"))
        .isEmpty();
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }
}
