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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * What a marketer does with campaigns, in a browser. Pictures of it are under target/screenshots.
 */
@ConsoleTest
@Tag("heavy")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CampaignsInTheBrowserTest {

  private static final int WIDE = 1440;
  private static final int NARROW = 360;
  private static final int HIGH = 900;

  private final Api api;
  private final int port;
  private Chromium chromium;

  CampaignsInTheBrowserTest(@Autowired Api api, @LocalServerPort int port) {
    this.api = api;
    this.port = port;
  }

  @BeforeAll
  void open() {
    chromium = Chromium.on(port);
  }

  @AfterAll
  void close() {
    if (chromium != null) {
      chromium.close();
    }
  }

  private Page page() {
    return chromium.window(WIDE, HIGH, ColorScheme.LIGHT);
  }

  @Test
  void describesAnAudienceAndSeesItsSizeWhileTyping() {
    Page page = page();
    page.navigate("/console/campaigns");
    page.keyboard().press("n");
    page.waitForURL("**/console/campaigns/new");
    page.getByLabel("Name", exact()).fill(unique("Typed"));
    page.getByLabel("Model", exact()).fill(Scored.modelPath());
    assertThat(page.locator("#model-hint")).containsText("features");
    page.getByText("Table, control group").click();
    page.getByLabel("Users table", exact()).fill(Scored.table());
    page.getByLabel("Users table", exact()).blur();
    assertThat(page.locator("#preview")).containsText("20,000 of 20,000 users, 100.0 %");

    Locator audience = page.getByRole(AriaRole.TEXTBOX, named("Audience"));
    audience.fill("");
    audience.pressSequentially("coun");
    assertThat(page.getByRole(AriaRole.OPTION, named("country").setExact(false))).isVisible();
    audience.press("Enter");
    assertThat(audience).hasValue("country");
    audience.pressSequentially(" = 'US' AND age > 25");
    assertThat(page.locator("#preview")).containsText("of 20,000 users, 6");
    assertThat(page.locator("#preview .funnel tbody tr")).hasCount(2);
    page.locator("#preview summary").click();
    assertThat(page.locator("#preview")).containsText("Not shown: email");
    Chromium.picture(page, "campaign-new");
    assertThat(Accessibility.findings(page)).isEmpty();
    audience.press("Control+Enter");

    assertThat(page.locator(".notice.good")).hasText("Saved as revision 1.");
    nothingIsComplainedOf();
  }

  @Test
  void underlinesWhatIsWrongWhereItIs() {
    Page page = page();
    page.navigate("/console/campaigns/%d/edit".formatted(campaign()));
    Locator audience = page.getByRole(AriaRole.TEXTBOX, named("Audience"));

    audience.fill("country = 'US' AND agee > 25");

    assertThat(page.locator("#audience-marks mark")).hasText("agee");
    assertThat(page.locator("#preview .field-error")).containsText("agee");
    Chromium.picture(page, "campaign-wrong");
    audience.fill("country = 'US' AND age > 25");
    assertThat(page.locator("#audience-marks mark")).hasCount(0);
    nothingIsComplainedOf();
  }

  @Test
  void buildsConditionsAndReadsThemBack() {
    Page page = page();
    page.navigate("/console/campaigns/%d/edit".formatted(campaign()));
    Locator audience = page.getByRole(AriaRole.TEXTBOX, named("Audience"));
    assertThat(page.getByLabel("Value of condition 2")).hasValue("25");

    page.getByLabel("Comparison of condition 2").selectOption(">=");
    page.getByLabel("Value of condition 2").fill("30");
    assertThat(audience).hasValue("country = 'US' AND age >= 30");
    page.getByRole(AriaRole.BUTTON, button("Add a condition")).click();
    page.getByLabel("Column of condition 3").selectOption("joined");
    page.getByLabel("Value of condition 3").fill("2024-06-30");
    assertThat(audience).hasValue("country = 'US' AND age >= 30 AND joined = DATE '2024-06-30'");
    assertThat(page.locator("#preview .funnel tbody tr")).hasCount(3);
    page.getByRole(AriaRole.BUTTON, button("Remove condition 1")).click();
    assertThat(audience).hasValue("age >= 30 AND joined = DATE '2024-06-30'");
    Chromium.picture(page, "campaign-builder");
    assertThat(Accessibility.findings(page)).isEmpty();

    for (String text :
        List.of(
            "country IN ('US', 'DE') AND is_premium = TRUE",
            "country = 'it''s' AND age <> -1.5e3",
            "email IS NOT NULL AND country LIKE 'U%'",
            "TRUE")) {
      audience.fill(text);
      assertThat(page.locator("#builder-beyond")).isHidden();
      int rows = page.locator("#builder-rows li").count();
      if (rows > 0) {
        Locator operator = page.getByLabel("Comparison of condition 1");
        String before = operator.inputValue();
        operator.selectOption("<");
        operator.selectOption(before);
      }
      assertThat(audience).hasValue(text);
      audience.focus();
    }
    audience.fill("age > 25 OR is_premium = TRUE");
    assertThat(page.locator("#builder-beyond")).isVisible();
    assertThat(audience).hasValue("age > 25 OR is_premium = TRUE");
    nothingIsComplainedOf();
  }

  @Test
  void showsHowItsRunsWent() {
    long id = campaign();
    for (double mean : List.of(0.18, 0.21, 0.2, 0.24, 0.26)) {
      Scored.run(api, id, mean);
    }
    Page page = page();
    page.navigate("/console/campaigns/" + id);

    assertThat(page.locator(".chart canvas").first()).isVisible();
    assertThat(page.locator("time").first()).not().containsText("UTC");
    assertThat(page.locator("time").first()).hasAttribute("title", Pattern.compile(".*UTC"));
    Chromium.picture(page, "campaign");
    page.onceDialog(dialog -> dialog.accept());
    page.getByRole(AriaRole.BUTTON, button("Archive")).click();
    assertThat(page.getByRole(AriaRole.BUTTON, button("Restore"))).isVisible();
    nothingIsComplainedOf();
  }

  @Test
  void isGoneAboutByKeysAlone() {
    Page page = page();
    page.navigate("/console/campaigns");
    page.keyboard().press("Tab");
    assertThat(page.locator(".skip")).isFocused();
    page.keyboard().press("Enter");
    page.keyboard().press("/");
    assertThat(page.locator("#q")).isFocused();
    page.keyboard().type("g c n");
    assertThat(page.locator("#q")).hasValue("g c n");

    page.locator("#keys-open").click();
    page.getByLabel("Single keys are on").uncheck();
    page.keyboard().press("Escape");
    page.locator("#content").focus();
    page.keyboard().press("/");
    assertThat(page.locator("#q")).not().isFocused();
    nothingIsComplainedOf();
  }

  @Test
  void fitsFromThePhoneToTheWallInLightAndDark() {
    long id = campaign();
    Scored.run(api, id, 0.2);
    Scored.run(api, id, 0.3);
    Map<String, String> addresses =
        Map.of(
            "list",
            "/console/campaigns",
            "page",
            "/console/campaigns/" + id,
            "form",
            "/console/campaigns/%d/edit".formatted(id),
            "history",
            "/console/campaigns/%d/history".formatted(id),
            "absent",
            "/console/campaigns/987654321");
    for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      for (int width : List.of(NARROW, WIDE, 3_840)) {
        Page page = chromium.window(width, HIGH, colours);
        addresses.forEach(
            (name, address) -> {
              page.navigate(address);
              page.waitForLoadState();
              page.waitForTimeout(300);
              Chromium.picture(page, "%s-%d-%s".formatted(name, width, colours));
              assertThat(Accessibility.findings(page)).as("%s at %d", name, width).isEmpty();
              assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                  .as("%s at %d", name, width)
                  .isLessThanOrEqualTo(width);
            });
        page.context().close();
      }
    }
  }

  private long campaign() {
    return Scored.campaign(api, unique("Watched")).id();
  }

  private void nothingIsComplainedOf() {
    assertThat(chromium.complaints()).filteredOn(line -> !line.contains("404")).isEmpty();
  }

  private static Page.GetByLabelOptions exact() {
    return new Page.GetByLabelOptions().setExact(true);
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  private static Page.GetByRoleOptions button(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static String unique(String start) {
    return start + " " + UUID.randomUUID();
  }
}
