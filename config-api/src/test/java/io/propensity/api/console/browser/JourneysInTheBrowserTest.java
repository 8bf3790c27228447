package io.propensity.api.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.propensity.api.Api;
import io.propensity.api.console.ConsoleTest;
import io.propensity.api.console.Found;
import io.propensity.api.console.campaign.Scored;
import io.propensity.api.model.Published;
import io.propensity.api.run.FakeJobs;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A day's work of those who use the console, from page to page by what they click. */
@ConsoleTest
@Tag("heavy")
@DirtiesContext
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JourneysInTheBrowserTest {

  private static final FakeJobs JOBS = FakeJobs.create();
  private static final int WIDE = 1280;
  private static final int HIGH = 900;

  private final Api api;
  private final int port;
  private Chromium chromium;

  JourneysInTheBrowserTest(@Autowired Api api, @LocalServerPort int port) {
    this.api = api;
    this.port = port;
  }

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    JOBS.describe(registry);
    WebhookSettings.describe(registry);
  }

  @BeforeAll
  void open() throws IOException {
    chromium = Chromium.on(port);
    JOBS.haveAllWait();
  }

  @AfterEach
  void nothingIsComplainedOf() {
    // Users tables begin with the default one, which there is none of here: the 422 that it is.
    assertThat(chromium.complaints()).filteredOn(line -> !line.contains("422")).isEmpty();
  }

  @AfterAll
  void close() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @Test
  void aMarketerDescribesACampaignRunsItAndReadsTheResult() throws IOException {
    String name = unique("Spring offer");
    Page page = page("/console/campaigns");
    link(page, "New campaign").click();
    field(page, "Name").fill(name);
    field(page, "Model").fill(Scored.modelPath());
    page.getByText("Table, control group").click();
    field(page, "Users table").fill(Scored.table());
    page.getByRole(AriaRole.TEXTBOX, named("Audience")).fill("country = 'US' AND age > 25");
    assertThat(page.locator("#preview")).containsText("of 20,000 users");
    button(page, "Save").click();
    assertThat(page.locator(".notice.good")).hasText("Saved as revision 1.");
    long campaign = Long.parseLong(page.url().replaceAll(".*/campaigns/([0-9]+).*", "$1"));

    button(page, "Run now").click();
    page.waitForURL("**/console/runs/*");
    String run = page.url().replaceAll(".*/", "");
    Locator state = page.locator("#live .badge");
    assertThat(state).hasText("running");
    assertThat(page.locator("#log-text")).containsText("predict ");
    Scored.report(api, campaign, run, 0.27);
    JOBS.letGo(run);
    assertThat(state).hasText("succeeded");
    assertThat(page.locator(".histogram rect").first()).isVisible();

    page.getByRole(AriaRole.NAVIGATION, named("Areas")).getByText("Runs").click();
    field(page, "Campaign").fill(String.valueOf(campaign));
    button(page, "Filter").click();
    assertThat(rows(page)).hasCount(1);
    page.getByLabel("State").selectOption("failed");
    button(page, "Filter").click();
    assertThat(page.locator(".empty")).containsText("No run fits");
    link(page, "Clear").click();
    link(page, run).click();
    page.locator("main a[href='/console/campaigns/%d']".formatted(campaign)).first().click();
    page.waitForURL("**/console/campaigns/" + campaign);
    assertThat(page.getByText("The latest result")).isVisible();
    assertThat(page.locator(".histogram rect").first()).isVisible();
    assertThat(rows(page).filter(having(run))).containsText("0.2700");
  }

  @Test
  void aColleagueCopiesACampaignFindsItAndSeesWhatChanged() {
    String name = unique("Win back");
    String copied = unique("Same for Germany");
    Scored.campaign(api, name);
    Page page = page("/console/campaigns");
    search(page, name);
    assertThat(rows(page)).hasCount(1);
    link(page, name).click();
    button(page, "Copy").click();
    field(page, "Name").fill(copied);
    Locator audience = page.getByRole(AriaRole.TEXTBOX, named("Audience"));
    assertThat(audience).hasValue("country = 'US' AND age > 25");
    audience.fill("country = 'DE'");
    button(page, "Save").click();
    assertThat(page.locator(".notice.good")).hasText("Saved as revision 2.");

    link(page, "History").click();
    assertThat(rows(page)).hasCount(2);
    assertThat(rows(page).last()).containsText("from campaign");
    link(page, "What changed in 2").click();
    assertThat(page.locator("del").filter(having("country = 'US' AND age > 25"))).isVisible();
    assertThat(page.locator("ins").filter(having("country = 'DE'"))).isVisible();
    link(page, "History").click();
    rows(page).last().getByRole(AriaRole.LINK).first().click();

    page.onceDialog(dialog -> dialog.accept());
    button(page, "Archive").click();
    assertThat(button(page, "Restore")).isVisible();
    link(page, "Campaigns").first().click();
    search(page, name);
    assertThat(page.locator(".empty")).containsText("No campaign is like that");
    page.getByLabel("In use or archived").selectOption("Archived");
    link(page, name).click();
    button(page, "Restore").click();
    assertThat(page.locator(".head .badge")).hasText("active");
    link(page, "History").click();
    assertThat(rows(page)).hasCount(3);
  }

  @Test
  void anOperatorMakesPausesAndResumesSchedules() {
    long campaign = Scored.campaign(api, unique("By the clock")).id();
    Page page = page("/console/settings/schedules");
    if (!page.getByLabel("When", exact()).isVisible()) {
      page.getByText("Make a schedule").click();
    }
    page.getByLabel("Campaign, its number").fill(String.valueOf(campaign));
    field(page, "When").fill("30 2 * * MON-FRI");
    field(page, "Time zone").fill("Europe/Prague");
    assertThat(page.locator("#firings li")).hasCount(5);
    button(page, "Make the schedule").click();
    page.waitForURL(Pattern.compile(".*/console/settings/schedules/[0-9]+"));
    String address = page.url();
    String schedule = address.replaceAll(".*/", "");
    button(page, "Pause").click();
    assertThat(page.getByText("paused", text()).first()).isVisible();
    page.navigate(address);
    assertThat(page.locator(".head .badge")).hasText("paused");
    assertThat(page.getByText("never, while it is paused")).isVisible();
    link(page, "Schedules").first().click();
    button(page, "Resume schedule " + schedule).click();
    assertThat(button(page, "Pause schedule " + schedule)).isVisible();

    page.navigate("/console/campaigns/" + campaign);
    Locator schedules = page.locator("#schedules .schedule");
    assertThat(schedules).hasCount(1);
    page.getByText("Add a schedule", text()).click();
    field(page, "When").fill("0 7 * * SAT");
    assertThat(page.locator("#firings li")).hasCount(5);
    button(page, "Add").click();
    assertThat(schedules).hasCount(2);
    schedules.filter(having("0 7 * * SAT")).getByText("Pause").click();
    assertThat(schedules.filter(having("0 7 * * SAT"))).containsText("paused");
    page.onceDialog(dialog -> dialog.accept());
    schedules.filter(having("0 7 * * SAT")).getByText("Delete").click();
    assertThat(schedules).hasCount(1);
  }

  @Test
  void anOperatorRollsAnAliasBackAndTrains() {
    String model = Published.name();
    for (int version = 1; version <= 2; version++) {
      Published.version(model, version, 0.8 + version / 100.0, "rows-a");
      api.post("/models/" + model + "/versions", "{\"version\": %d}".formatted(version));
      Page promotion = page("/console/models/%s/promote?version=%d".formatted(model, version));
      button(promotion, "Promote").click();
      assertThat(promotion.locator(".head")).containsText("points at version " + version);
    }
    Page page = page("/console/models");
    search(page, model);
    link(page, model).click();
    link(page, "champion").first().click();
    field(page, "Reason").fill("Scores fell");
    button(page, "Roll back").click();
    assertThat(page.locator(".head")).containsText("points at version 1");
    assertThat(rows(page).first()).containsText("Scores fell");

    Found.document(
        api,
        Found.training(api, "telco-churn"),
        "trials",
        """
        [{"number": 2, "parameters": {"depth": 6, "rate": 0.1}, "seconds": 2.5, "folds": [],
          "spread": {"roc_auc": {"mean": 0.81, "deviation": 0.01}}},
         {"number": 1, "parameters": {"depth": 4, "rate": 0.2}, "seconds": 1.5, "folds": [],
          "spread": {"roc_auc": {"mean": 0.79, "deviation": 0.02}}}]
        """);
    page.getByRole(AriaRole.NAVIGATION, named("Areas")).getByText("Pipelines").click();
    link(page, "telco-churn").first().click();
    assertThat(page.locator("#trial-1")).isHidden();
    page.getByRole(AriaRole.LINK, start("Trial 1: depth 4")).focus();
    page.keyboard().press("Enter");
    assertThat(page.locator("#trial-1")).isVisible();
    page.getByText("A trial: publish nothing").click();
    button(page, "Train").click();
    page.waitForURL("**/console/runs/*");
    assertThat(page.locator("#log-text")).containsText("train ");
  }

  @Test
  void anAdminSetsUpWhoIsToldAndWhoIsLetIn() {
    String name = unique("Nightly job");
    Page page = page("/console/settings");
    link(page, "Tokens").click();
    field(page, "Name").fill(name);
    field(page, "Role").selectOption("editor");
    button(page, "Make the token").click();
    String token = page.locator(".secret").textContent();
    assertThat(api.as(token).get("/campaigns").status()).isEqualTo(200);
    page.onceDialog(dialog -> dialog.accept());
    button(page, "Revoke " + name).click();
    assertThat(rows(page).filter(having(name))).containsText("revoked");
    assertThat(api.as(token).get("/campaigns").status()).isEqualTo(401);

    String address = "http://127.0.0.1:9/" + UUID.randomUUID();
    link(page, "Webhooks").click();
    field(page, "Address").fill(address);
    page.getByLabel("run.failed").check();
    button(page, "Make the webhook").click();
    assertThat(page.locator(".secret")).containsText("whsec_");
    link(page, address).click();
    button(page, "Send a test").click();
    assertThat(rows(page)).hasCount(1);
    assertThat(rows(page).first()).containsText("webhook.test");
    page.getByText("Change it").click();
    page.getByLabel("run.drifted").check();
    page.getByLabel("Switched on").uncheck();
    button(page, "Save").click();
    assertThat(page.locator(".head .badge")).hasText("off");
    assertThat(page.locator(".facts")).containsText("run.drifted");

    page.navigate("/console/settings/users-tables");
    field(page, "Users table").fill(Scored.table());
    button(page, "Show its columns").click();
    assertThat(rows(page).filter(having("email"))).containsText("masked");

    link(page, "Audit log").click();
    assertThat(rows(page).first()).containsText("/console/settings/webhooks/");
    field(page, "Caller").fill("nobody of that name");
    button(page, "Filter").click();
    assertThat(page.getByText("No entry fits")).isVisible();
    field(page, "Caller").fill("bootstrap");
    button(page, "Filter").click();
    assertThat(rows(page).first()).containsText("bootstrap");
    String today = LocalDate.now(ZoneId.of(Chromium.TIME_ZONE)).toString();
    page.locator("input[name='since']").fill(today);
    page.locator("input[name='until']").fill(today);
    button(page, "Filter").click();
    page.waitForURL("**zone=Europe%2FPrague**until=" + today + "**");
    assertThat(rows(page).first()).containsText("bootstrap");
    assertThat(page.locator("[data-zone]").first()).isHidden();
    page.navigate(page.url().replace("Europe%2FPrague", "Asia%2FTokyo"));
    assertThat(page.locator("[data-zone]").first()).hasText(", Asia/Tokyo");
    link(page, "Clear").click();
    page.waitForURL("**/console/settings/audit");
  }

  private Page page(String address) {
    Page page = chromium.window(WIDE, HIGH, ColorScheme.LIGHT);
    page.navigate(address);
    return page;
  }

  private static void search(Page page, String text) {
    page.getByRole(AriaRole.SEARCHBOX).fill(text);
    button(page, "Search").click();
  }

  private static Locator rows(Page page) {
    return page.locator("table tbody tr");
  }

  private static Locator field(Page page, String label) {
    return page.getByLabel(label, exact());
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, named(name));
  }

  private static Locator link(Page page, String name) {
    return page.getByRole(AriaRole.LINK, named(name));
  }

  private static Page.GetByLabelOptions exact() {
    return new Page.GetByLabelOptions().setExact(true);
  }

  private static Page.GetByTextOptions text() {
    return new Page.GetByTextOptions().setExact(true);
  }

  private static Page.GetByRoleOptions named(String name) {
    return start(name).setExact(true);
  }

  private static Page.GetByRoleOptions start(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static Locator.FilterOptions having(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  private static String unique(String start) {
    return start + " " + UUID.randomUUID();
  }
}
