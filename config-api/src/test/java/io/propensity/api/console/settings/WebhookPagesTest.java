package io.propensity.api.console.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.ApiTest;
import io.propensity.api.console.Browser;
import io.propensity.api.security.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@ApiTest
class WebhookPagesTest {

  private static final String ADDRESS = "/console/settings/webhooks";
  private static final Pattern SECRET = Pattern.compile("class=\"secret\">(whsec_[^<]+)<");
  private static final String SCRIPT = "<script>alert(1)</script>";

  private final Api api;
  private final Browser browser;

  WebhookPagesTest(@Autowired Api api) {
    this.api = api;
    this.browser = Browser.of(api);
  }

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    registry.add("propensity.notification.key-file", WebhookPagesTest::key);
    registry.add("propensity.notification.allow-http", () -> "true");
    registry.add("propensity.notification.allowed-networks", () -> "127.0.0.0/8");
  }

  private static String key() {
    try {
      Path key = Path.of("target", "webhook-pages.key");
      Files.writeString(key, "0123456789abcdef0123456789abcdef\n");
      return key.toAbsolutePath().toString();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Test
  void showsTheSecretOfANewWebhookOnce() {
    Answer made =
        browser.post(
            ADDRESS,
            "url",
            "http://127.0.0.1:9/once",
            "events",
            "run.failed",
            "events",
            "run.drifted");

    assertThat(made.status()).isEqualTo(201);
    Matcher secret = SECRET.matcher(made.response().body());
    assertThat(secret.find()).isTrue();
    assertThat(browser.get(ADDRESS).response().body())
        .contains("http://127.0.0.1:9/once", "run.failed, run.drifted")
        .doesNotContain(secret.group(1));
  }

  @Test
  void saysBesideAFieldWhatIsWrongWithIt() {
    Answer wrong =
        browser.post(ADDRESS, "url", SCRIPT, "events", "odd", "campaign", "x", "pipeline", "A B");

    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.response().body())
        .contains("id=\"url-error\"", "id=\"events-error\"", "id=\"campaign_id-error\"")
        .contains("id=\"pipeline-error\"", "&lt;script&gt;")
        .doesNotContain(SCRIPT, "class=\"secret\"");
  }

  @Test
  void sendsATestAndDeletesWhatNobodyChangedSince() {
    String id = made();
    String address = ADDRESS + "/" + id;

    assertThat(browser.post(address + "/test").status()).isEqualTo(302);
    assertThat(browser.get(address).response().body()).contains("webhook.test", "Send a test");
    Answer late = browser.post(address + "/delete", "revision", "7");
    assertThat(late.status()).isEqualTo(412);
    assertThat(late.response().body()).contains("is at revision 1 by now", "Send a test");
    assertThat(browser.post(address + "/delete", "revision", "1").status()).isEqualTo(302);
    assertThat(browser.get(address).status()).isEqualTo(404);
  }

  @Test
  void namesTheCampaignThatItIsOf() {
    long campaign =
        api.post(
                "{\"name\": \"Autumn <b>offer</b>\", \"model_path\": \"models/a/1\","
                    + " \"audience_filter\": \"TRUE\", \"features\": [\"x\"]}")
            .id();
    Answer made =
        browser.post(
            ADDRESS,
            "url",
            "http://127.0.0.1:9/of",
            "events",
            "run.failed",
            "campaign",
            String.valueOf(campaign));

    assertThat(made.status()).isEqualTo(201);
    String named =
        "href=\"/console/campaigns/%1$d\">Autumn &lt;b&gt;offer&lt;/b&gt; (campaign %1$d)<"
            .formatted(campaign);
    assertThat(made.response().body()).contains(named);
    String id = made.header("Location").replaceFirst(".*/", "");
    assertThat(browser.page(ADDRESS + "/" + id))
        .contains(named, "<option value=\"%d\">Autumn".formatted(campaign));
  }

  @Test
  void changesAWebhookAndKeepsItsSecret() {
    String address = ADDRESS + "/" + made();
    String url = "http://127.0.0.1:9/changed";

    assertThat(browser.get(address).response().body())
        .contains("Change it", "value=\"http://127.0.0.1:9/made\"");
    assertThat(browser.post(address, "revision", "1", "url", url, "events", "run.drifted").status())
        .isEqualTo(302);
    assertThat(browser.get(address).response().body())
        .contains(url, "run.drifted", "data-state=\"off\"")
        .doesNotContain("whsec_");
    Answer late =
        browser.post(
            address, "revision", "1", "url", url, "events", "run.failed", "active", "true");
    assertThat(late.status()).isEqualTo(412);
    assertThat(late.response().body())
        .contains("is at revision 2 by now", "name=\"revision\" value=\"1\"")
        .contains("name=\"active\" value=\"true\" checked");
    Answer wrong = browser.post(address, "revision", "2", "url", SCRIPT, "events", "run.failed");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.response().body()).contains("id=\"url-error\"").doesNotContain(SCRIPT);
    Browser operator = Browser.of(api.as(Tokens.created(api, "changes", "operator").text("token")));
    assertThat(operator.post(address, "revision", "2", "url", url, "events", "run.failed").status())
        .isEqualTo(403);
  }

  @Test
  void letsOperatorsLookAndAdminsChange() {
    String address = ADDRESS + "/" + made();
    Browser operator = Browser.of(api.as(Tokens.created(api, "runs", "operator").text("token")));
    Browser editor = Browser.of(api.as(Tokens.created(api, "writes", "editor").text("token")));

    assertThat(operator.get(address).response().body()).doesNotContain("/delete\"", "/test\"");
    assertThat(operator.get(ADDRESS).response().body()).doesNotContain("Make a webhook");
    assertThat(operator.post(address + "/test").status()).isEqualTo(403);
    assertThat(editor.get(ADDRESS).status()).isEqualTo(403);
    assertThat(browser.forge(address + "/test").status()).isEqualTo(403);
  }

  private String made() {
    return browser
        .post(ADDRESS, "url", "http://127.0.0.1:9/made", "events", "run.failed")
        .header("Location")
        .replaceAll(".*/", "");
  }
}
