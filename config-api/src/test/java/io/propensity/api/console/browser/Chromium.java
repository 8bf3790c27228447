package io.propensity.api.console.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.propensity.api.Api;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The machine's own Chromium, in which an admin has the console open. Where there is none, the
 * tests that want it say so and are not run. What the pages complain of is kept.
 */
final class Chromium implements AutoCloseable {

  /** In which its readers live. */
  static final String TIME_ZONE = "Europe/Prague";

  private static final List<Path> PLACES =
      Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
          .map(Path::of)
          .toList();

  /** On a machine that does much else, in milliseconds. */
  private static final double PATIENCE = 20_000;

  private static final Path PICTURES = Path.of("target", "screenshots");

  private final Playwright playwright;
  private final Browser browser;
  private final String address;
  private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());

  private Chromium(Path program, String address) {
    this.address = address;
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(program)
                    .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")));
  }

  static Chromium on(int port) {
    Path program = PLACES.stream().filter(Files::isExecutable).findFirst().orElse(null);
    Assumptions.assumeTrue(
        program != null,
        "The console was not looked at in a browser: there is none of " + PLACES + " here");
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    return new Chromium(program, "http://127.0.0.1:" + port);
  }

  /** A window of a size, light or dark. */
  Page window(int width, int height, ColorScheme colours) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setBaseURL(address)
                .setViewportSize(width, height)
                .setColorScheme(colours)
                .setLocale("en-GB")
                .setTimezoneId(TIME_ZONE)
                .setExtraHTTPHeaders(Map.of("Authorization", "Bearer " + Api.ADMIN_TOKEN)));
    context.setDefaultTimeout(PATIENCE);
    Page page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(page.url() + ": " + message.text());
          }
        });
    page.onPageError(error -> complaints.add(page.url() + ": " + error));
    return page;
  }

  /**
   * Errors of all pages so far, of the Content-Security-Policy too. A request that a page gives up,
   * because a later one takes its place or the page is left, is none: htmx writes two lines of it.
   */
  List<String> complaints() {
    List<String> left = new ArrayList<>();
    for (String line : List.copyOf(complaints)) {
      if (line.endsWith(": htmx:sendAbort")) {
        left.removeIf(earlier -> earlier.endsWith(": htmx:afterRequest"));
      } else {
        left.add(line);
      }
    }
    return left;
  }

  /** Keeps what a page looks like, as an output of the build. */
  static void picture(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")).setFullPage(true));
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
