package io.propensity.api.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.propensity.api.Api;
import io.propensity.api.audience.UsersTableFiles;
import io.propensity.api.console.ConsoleTest;
import io.propensity.api.console.Found;
import io.propensity.api.console.campaign.Scored;
import io.propensity.api.console.dashboard.SampleShop;
import io.propensity.api.model.Published;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
import org.springframework.test.context.TestPropertySource;

/** What jobs found, in a browser: outcomes, dashboards, curves; and how soon a page is seen. */
@ConsoleTest
@TestPropertySource(properties = "propensity.output-root=" + FindingsInTheBrowserTest.OUTPUT)
@Tag("heavy")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FindingsInTheBrowserTest {

  static final String OUTPUT = "target/browser-output";

  private static final String SHOP = "shop-in-the-browser";
  private static final int WIDE = 1440;
  private static final int NARROW = 360;
  private static final int HIGH = 900;

  private static final int VISITS = 9;
  private static final String IS_PAINTED =
      "() => performance.getEntriesByName('first-contentful-paint').length > 0";
  private static final String PAINTED =
      "() => performance.getEntriesByName('first-contentful-paint')[0].startTime";

  private final Api api;
  private final int port;
  private final String model = Published.name();
  private long campaign;
  private String run = "";
  private String training = "";
  private Chromium chromium;

  FindingsInTheBrowserTest(@Autowired Api api, @LocalServerPort int port) {
    this.api = api;
    this.port = port;
  }

  @BeforeAll
  void open() {
    chromium = Chromium.on(port);
    campaign = Scored.campaign(api, "Answered in the browser").id();
    Scored.run(api, campaign, 0.2);
    run = Scored.run(api, campaign, 0.25);
    Found.outcomes(api, run);
    training = SampleShop.of(api, SHOP);
    Found.document(
        api,
        training,
        "quality",
        "{\"raw\": [{\"rule\": \"unique user_id\", \"passed\": true, \"figures\": \"0 of 9 rows\","
            + " \"severity\": \"error\"}]}");
    Found.document(api, training, "trials", trials());
    for (int version = 1; version <= 2; version++) {
      Published.version(model, version, 0.8 + version / 100.0, "rows-a");
      api.post("/models/" + model + "/versions", "{\"version\": %d}".formatted(version));
    }
  }

  private static String trials() {
    List<String> trials = new ArrayList<>();
    for (int depth = 3; depth <= 8; depth++) {
      trials.add(
          "{\"number\": %d, \"parameters\": {\"depth\": %d, \"learning_rate\": %s}, \"seconds\": 2.5, \"folds\": [], \"spread\": {\"roc_auc\": {\"mean\": %s, \"deviation\": 0.01}}}"
              .formatted(depth, depth, 0.3 / depth, 0.85 - depth / 100.0));
    }
    return "[" + String.join(", ", trials) + "]";
  }

  @AfterAll
  void close() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @Test
  void handsASegmentOver() throws IOException {
    Path directory = Path.of(OUTPUT, "campaign-" + campaign, run);
    UsersTableFiles.write(
        directory.resolve("part-0.parquet"),
        "SELECT 'u' || i AS user_id, i / 2000.0 AS prediction_score, 'high' AS segment FROM"
            + " range(1297) t(i)");
    Files.createFile(directory.resolve("_SUCCESS"));
    String address = "/runs/%s/predictions?segment=high".formatted(run);
    assertThat(api.get(address).response().body()).startsWith("user_id,");
    Page page = page("/console/campaigns/" + campaign);

    Download download = page.waitForDownload(() -> page.getByText("Download high").click());

    assertThat(download.suggestedFilename()).isEqualTo(run + "-high.csv");
    assertThat(Files.readAllLines(download.path()))
        .hasSize(1298)
        .startsWith("user_id,prediction_score,segment", "u1296,0.648,high", "u1295,0.6475,high")
        .endsWith("u1,5.0E-4,high", "u0,0.0,high");
  }

  @Test
  void narrowsADashboard() {
    Page page = page("/console/pipelines/" + SHOP);
    page.getByText("Dashboards", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(page.locator(".chart canvas")).hasCount(3);
    page.getByLabel("Category").selectOption("kids");
    page.waitForURL("**department=kids**");

    assertThat(page.locator("dl.figures dd").first()).hasText("120");
    page.getByText("Model", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(page.locator(".chart canvas")).hasCount(7);
    assertThat(page.getByLabel("Category")).hasValue("kids");
    nothingIsComplainedOf();
  }

  @Test
  void fitsFromThePhoneToTheWallInLightAndDark() {
    Map<String, String> addresses = new LinkedHashMap<>();
    addresses.put("outcomes", "/console/campaigns/" + campaign);
    addresses.put("training", "/console/runs/" + training);
    addresses.put("curves", "/console/models/%s/compare?from=1&to=2".formatted(model));
    for (String tab : List.of("overview", "commerce", "sessions", "model")) {
      addresses.put("shop-" + tab, "/console/pipelines/%s/dashboard?tab=%s".formatted(SHOP, tab));
    }
    addresses.put("schedules-form", "/console/settings/schedules");
    for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      for (int width : List.of(NARROW, WIDE, 3_840)) {
        Page page = chromium.window(width, HIGH, colours);
        addresses.forEach(
            (name, address) -> {
              page.navigate(address);
              page.waitForLoadState();
              Chromium.picture(page, "%s-%d-%s".formatted(name, width, colours));
              assertThat(Accessibility.findings(page)).as("%s at %d", name, width).isEmpty();
              assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                  .as("%s at %d", name, width)
                  .isLessThanOrEqualTo(width);
              assertThat(blank(page)).as("charts of %s at %d that are blank", name, width).isZero();
            });
        page.context().close();
      }
    }
    nothingIsComplainedOf();
  }

  /** Charts on whose canvas there is one colour alone. */
  private static int blank(Page page) {
    return (int)
        page.evaluate(
            """
            () => [...document.querySelectorAll('.chart')].filter((chart) => {
              const canvas = chart.querySelector('canvas');
              if (!canvas) {
                return true;
              }
              const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
              return new Set(new Uint32Array(pixels.buffer)).size < 2;
            }).length
            """);
  }

  @Test
  void tellsHowSoonAPageIsSeen() {
    for (String address :
        List.of(
            "/console/campaigns",
            "/console/campaigns/" + campaign,
            "/console/runs/" + run,
            "/console/models/" + model,
            "/console/pipelines/" + SHOP + "/dashboard")) {
      Page page = page(address);
      List<Double> paints = new ArrayList<>();
      for (int visit = 0; visit < VISITS; visit++) {
        page.navigate(address);
        page.waitForFunction(IS_PAINTED);
        paints.add(((Number) page.evaluate(PAINTED)).doubleValue());
      }
      paints.sort(null);
      double median = paints.get(VISITS / 2);
      System.out.printf("first paint of %s: median %.0f ms%n", address, median);
      assertThat(median).as("first contentful paint of %s, ms", address).isPositive();
      page.context().close();
    }
  }

  private Page page(String address) {
    Page page = chromium.window(WIDE, HIGH, ColorScheme.LIGHT);
    page.navigate(address);
    return page;
  }

  private void nothingIsComplainedOf() {
    assertThat(chromium.complaints()).isEmpty();
  }
}
