package io.propensity.api.console.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.audience.UsersTableFiles;
import io.propensity.api.audience.WarehouseTest;
import io.propensity.api.console.Browser;
import io.propensity.api.security.Tokens;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@WarehouseTest
class UsersTablePagesTest {

  private static final String ADDRESS = "/console/settings/users-tables?table=";

  private final Api api;
  private final Browser browser;

  UsersTablePagesTest(@Autowired Api api) {
    this.api = api;
    this.browser = Browser.of(api);
  }

  @Test
  void tellsWhatEachColumnHolds() {
    String table =
        UsersTableFiles.of(
            "SELECT CASE WHEN i = 0 THEN NULL ELSE '<b>US</b>' END AS country, 'a@example.org' AS email FROM range(4) t(i)");

    Answer shown = browser.get(ADDRESS + table);

    assertThat(shown.status()).isEqualTo(200);
    assertThat(shown.response().body())
        .contains(">country<", "25.0 %", "&lt;b&gt;US&lt;/b&gt;", ">masked<")
        .doesNotContain("<b>US</b>", "a@example.org");
  }

  @Test
  void leadsToTheTablesOfCampaigns() {
    api.post(
        "/campaigns",
        """
        {"name": "Of a table", "model_path": "models/sample/1", "audience_filter": "TRUE",
         "features": ["age"], "users_table": "warehouse/of-campaigns/raw"}
        """);

    assertThat(browser.get("/console/settings/users-tables").response().body())
        .contains("/console/settings/users-tables?table=warehouse/of-campaigns/raw");
    assertThat(browser.get("/console/campaigns/new").response().body())
        .contains("<option value=\"warehouse/of-campaigns/raw\">");
  }

  @Test
  void saysThatThereIsNoSuchTable() {
    Answer absent = browser.get(ADDRESS + "warehouse/no/such");

    assertThat(absent.status()).isEqualTo(404);
    assertThat(absent.response().body()).contains("There is no users table warehouse/no/such");
    assertThat(browser.get(ADDRESS + "/etc").status()).isEqualTo(400);
  }

  @Test
  void isForThoseWhoWriteFilters() {
    Browser viewer = Browser.of(api.as(Tokens.created(api, "looks", "viewer").text("token")));

    assertThat(viewer.get(ADDRESS).status()).isEqualTo(403);
  }
}
