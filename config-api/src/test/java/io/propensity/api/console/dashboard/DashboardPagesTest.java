package io.propensity.api.console.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.console.Browser;
import io.propensity.api.console.ConsoleTest;
import io.propensity.api.console.Found;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The dashboards of a shop. */
@ConsoleTest
class DashboardPagesTest {

  private final Api api;
  private final Browser browser;

  DashboardPagesTest(@Autowired Api api) {
    this.api = api;
    this.browser = Browser.of(api);
  }

  @Test
  void addsUpWhatTheReaderChose() {
    String name = "shop-chosen";
    SampleShop.of(api, name);
    String address = "/console/pipelines/" + name + "/dashboard";

    assertThat(browser.page("/console/pipelines/" + name)).contains("href=\"" + address + "\"");
    assertThat(browser.page(address))
        .contains("aria-current=\"page\">Overview<", ">240<", ">24<", "10.0 %", ">1,200<")
        .contains("&quot;labels&quot;:[&quot;2019-10-01&quot;,&quot;2019-10-02&quot;]")
        .contains("<option value=\"electronics\">electronics</option>");
    assertThat(browser.page(address + "?from=2019-10-02&department=kids&price=below+50"))
        .contains(">60<", ">6<", ">300<")
        .contains("&quot;labels&quot;:[&quot;2019-10-02&quot;]", "Show all")
        .contains("tab=model&amp;from=2019-10-02&amp;to=&amp;department=kids&amp;price=below%2050");
    assertThat(browser.page(address + "?department=%3Cscript%3E"))
        .contains("Conversion</dt><dd>–")
        .doesNotContain("<script>&");
  }

  @Test
  void drawsEveryChartOfEveryTab() {
    String name = "shop-drawn";
    SampleShop.of(api, name);
    String address = "/console/pipelines/" + name + "/dashboard?tab=";

    assertThat(charts(browser.page(address + "overview"))).isEqualTo(3);
    assertThat(charts(browser.page(address + "commerce"))).isEqualTo(4);
    assertThat(charts(browser.page(address + "sessions"))).isEqualTo(5);
    assertThat(browser.page(address + "sessions"))
        .contains("&quot;kind&quot;:&quot;heat&quot;", "[9,1,0.1]");
    String model = browser.page(address + "model");
    assertThat(charts(model)).isEqualTo(7);
    assertThat(model).contains("ROC", "[0.0,0.0],[0.1,0.6],[1.0,1.0]", "Of the test split alone");
    assertThat(browser.get(address + "odd").response().body())
        .contains("There is no tab &#39;odd&#39;; there are [overview, commerce, sessions, model]");
  }

  @Test
  void narrowsEachChartByWhatItsExportKeepsApart() {
    String name = "shop-narrow";
    SampleShop.of(api, name);
    String address = "/console/pipelines/" + name + "/dashboard?from=2019-10-02&tab=";

    assertThat(browser.page(address + "commerce&department=kids"))
        .contains(
            "[&quot;chicco&quot;,&quot;lego&quot;]",
            "[500.0,300.0]", // brands, the best first
            "[&quot;9&quot;,&quot;10&quot;]",
            "[12.0,4.0]", // hours
            "the hour of the day, in UTC</span><span> (not narrowed by category)");
    assertThat(browser.page(address + "sessions&price=below+50"))
        .contains("&quot;Sessions&quot;,&quot;values&quot;:[15.0]", "(not narrowed by price)");
    assertThat(browser.page(address + "model&department=kids&price=below+50"))
        .contains(
            "&quot;Sessions&quot;,&quot;values&quot;:[10.0,20.0]",
            "(not narrowed by category, price)",
            "(not narrowed by days, category, price)");
    assertThat(browser.page(address + "overview&department=kids")).doesNotContain("(not narrowed");
  }

  @Test
  void neverMixesTheTrainSplitIn() {
    String name = "shop-split";
    SampleShop.of(api, name);

    assertThat(browser.page("/console/pipelines/" + name + "/dashboard?tab=model"))
        .contains("&quot;Sessions&quot;,&quot;values&quot;:[40.0,20.0]")
        .doesNotContain("7777");
  }

  @Test
  void saysWhatToDoWhereNothingWasExported() {
    Found.training(api, "shop-bare");

    assertThat(browser.page("/console/pipelines/shop-bare")).doesNotContain("/dashboard");
    assertThat(browser.get("/console/pipelines/shop-bare/dashboard").status()).isEqualTo(404);
    assertThat(browser.get("/console/pipelines/shop-bare/dashboard").response().body())
        .contains("No run of pipeline &#39;shop-bare&#39; has told this service of the exports");
  }

  @Test
  void takesTheNewestRunThatExportedHoweverManyAreNewer() {
    String name = "shop-buried";
    SampleShop.of(api, name);
    for (int newer = 0; newer < 21; newer++) {
      Found.training(api, name);
    }
    String half = Found.training(api, name);
    Found.document(api, half, "dashboard_events_cube", "[]");

    String address = "/console/pipelines/" + name + "/dashboard";
    assertThat(browser.page("/console/pipelines/" + name)).contains("href=\"" + address + "\"");
    assertThat(browser.page(address)).contains(">240<");
  }

  private static int charts(String page) {
    return page.split("data-chart=", -1).length - 1;
  }
}
