package io.propensity.api.console.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.ApiTest;
import io.propensity.api.console.Browser;
import io.propensity.api.security.Tokens;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@ApiTest
class SettingsPagesTest {

  private static final Pattern SECRET = Pattern.compile("class=\"secret\">(prp_[^<]+)<");
  private static final String SCRIPT = "<script>alert(1)</script>";
  private static final String ESCAPED = "&lt;script&gt;alert(1)&lt;/script&gt;";

  private final Api api;
  private final Browser browser;

  SettingsPagesTest(@Autowired Api api) {
    this.api = api;
    this.browser = Browser.of(api);
  }

  @Test
  void showsANewTokenOnceAndRevokesIt() {
    Answer made =
        browser.post(
            "/console/settings/tokens",
            "name",
            "nightly of the test",
            "role",
            "viewer",
            "days",
            "3");

    assertThat(made.status()).isEqualTo(201);
    Matcher found = SECRET.matcher(made.response().body());
    assertThat(found.find()).isTrue();
    String secret = found.group(1);
    assertThat(api.as(secret).get("/campaigns").status()).isEqualTo(200);
    Answer listed = browser.get("/console/settings/tokens");
    assertThat(listed.response().body())
        .contains("nightly of the test", secret.substring(0, 12))
        .doesNotContain(secret);

    String id = made.header("Location").replaceAll(".*/", "");
    assertThat(browser.post("/console/settings/tokens/%s/revoke".formatted(id)).status())
        .isEqualTo(302);
    assertThat(api.as(secret).get("/campaigns").status()).isEqualTo(401);
    assertThat(browser.get("/console/settings/tokens").response().body())
        .doesNotContain("/console/settings/tokens/%s/revoke".formatted(id));
  }

  @Test
  void saysBesideAFieldWhatIsWrongWithIt() {
    Answer wrong =
        browser.post("/console/settings/tokens", "name", SCRIPT, "role", "king", "days", "soon");

    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.response().body())
        .contains("id=\"name-error\"", "id=\"role-error\"", "id=\"expires_in_days-error\"")
        .contains("must be one of viewer", "must be a whole number from 1 to 366", ESCAPED)
        .doesNotContain(SCRIPT, "class=\"secret\"");
  }

  @Test
  void tellsWhoWroteWhat() {
    String caller = "writer " + System.nanoTime();
    Api writer = api.as(Tokens.created(api, caller, "editor").text("token"));
    writer.post("{\"name\": \"n\"}");
    String full = caller(caller);

    Answer found = browser.get("/console/settings/audit?caller=" + full.replace(" ", "%20"));

    assertThat(found.status()).isEqualTo(200);
    assertThat(found.response().body()).contains("POST /campaigns", caller);
    Answer none = browser.get("/console/settings/audit?caller=%3Cscript%3Ealert(1)%3C/script%3E");
    assertThat(none.response().body()).contains("No entry fits", ESCAPED).doesNotContain(SCRIPT);
    assertThat(browser.get("/console/settings/audit?since=odd").status()).isEqualTo(400);
  }

  private String caller(String name) {
    return api.get("/audit")
        .json()
        .valueStream()
        .map(row -> row.path("caller").asString())
        .filter(each -> each.contains(name))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/console/settings/tokens", "/console/settings/audit"})
  void isForAdminsAlone(String path) {
    Browser operator = Browser.of(api.as(Tokens.created(api, "runs", "operator").text("token")));

    assertThat(operator.get(path).status()).isEqualTo(403);
    assertThat(operator.get("/console/settings/schedules").response().body()).doesNotContain(path);
    assertThat(operator.post("/console/settings/tokens", "name", "n", "role", "admin").status())
        .isEqualTo(403);
    assertThat(browser.forge("/console/settings/tokens", "name", "n", "role", "admin").status())
        .isEqualTo(403);
  }
}
