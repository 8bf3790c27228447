package io.propensity.api.console.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.console.Browser;
import io.propensity.api.console.ConsoleTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What is answered while somebody fills in a form. */
@ConsoleTest
class HintPanelsTest {

  private final Api api;
  private final Browser browser;

  HintPanelsTest(@Autowired Api api) {
    this.api = api;
    this.browser = Browser.of(api);
  }

  private Answer preview(String filter, String table) {
    return browser.ask(
        "/console/campaigns/preview", "audience_filter", filter, "users_table", table);
  }

  @Test
  void countsTheAudienceTermByTermAndKeepsNothing() {
    Answer answer = preview("country = 'US' AND age > 25", Scored.table());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.response().body())
        .contains("<strong>12,996</strong>", "of 20,000 users", "15,000", "age &gt; 25")
        .contains("***", "Not shown: email")
        .doesNotContain("example.org", "<html");
  }

  @Test
  void tellsWhereAFilterIsWrong() {
    Answer answer = preview("country = 'US' AND agee > 25", Scored.table());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.response().body()).contains("data-position=\"20\"", "agee");
  }

  @Test
  void saysWhatIsWrongWithTheTable() {
    assertThat(preview("TRUE", "../etc").response().body()).contains("Users table: ");
    assertThat(preview("TRUE", "").response().body()).contains("No users table is named");
  }

  @Test
  void countsThePartThatIsReadAndSaysWhatIsWrongWithIt() {
    assertThat(previewOf("country=US").response().body()).contains("of 15,000 users");
    assertThat(previewOf("US").response().body())
        .contains("users.partition must be up to 16 columns");
    assertThat(previewOf("ds=1").response().body()).contains("it has no column &#39;ds&#39;");
  }

  private Answer previewOf(String partition) {
    return browser.ask(
        "/console/campaigns/preview",
        "audience_filter",
        "TRUE",
        "users_table",
        Scored.table(),
        "users.partition",
        partition);
  }

  @Test
  void suggestsColumnsWithTheirValuesAndFunctions() {
    JsonNode words = api.get("/console/campaigns/hints/words?users_table=" + Scored.table()).json();

    assertThat(words.path("columns").valueStream().map(each -> each.path("name").asString()))
        .contains("country", "age", "email");
    assertThat(words.at("/columns/1/values")).hasToString("[\"US\",\"DE\"]");
    assertThat(words.path("functions").valueStream().map(each -> each.path("signature").asString()))
        .anyMatch(signature -> signature.startsWith("round(") && signature.contains("decimals"));
    assertThat(api.get("/console/campaigns/hints/words?users_table=../x").json().path("columns"))
        .isEmpty();
  }

  @Test
  void tellsOfAModelWhatIsKnown() {
    String version = "/console/" + Scored.modelPath().replaceFirst("/([0-9]+)$", "/versions/$1");
    assertThat(hint(Scored.modelPath()))
        .contains("features", "href=\"%s\"".formatted(version))
        .contains("src=\"%s/files/figures/roc.png\"".formatted(version))
        .contains("loading=\"lazy\" width=\"160\" height=\"120\"");
    assertThat(hint("models/nobody/3")).contains("not in the registry");
    assertThat(hint(Scored.modelPath().replace("/1", "/9"))).contains("has no version 9");
    assertThat(hint("/etc/passwd")).contains("field-error");
    assertThat(hint("")).doesNotContain("field-error");
  }

  @Test
  void suggestsAChampionThatIsTheOnlyOne() {
    assertThat(ModelHints.champion(List.of("models:/a@champion"))).isEqualTo("models:/a@champion");
    assertThat(ModelHints.champion(List.of("models:/b/latest", "models:/a@champion")))
        .isEqualTo("models:/a@champion");
    assertThat(ModelHints.champion(List.of())).isEmpty();
    assertThat(ModelHints.champion(List.of("models:/a@champion", "models:/b@champion"))).isEmpty();
  }

  private String hint(String modelPath) {
    return browser.page("/console/campaigns/hints/model?model_path=" + modelPath);
  }

  @Test
  void tellsTheNextFiringsInWords() {
    String firings =
        browser.page("/console/campaigns/hints/firings?cron=30+2+*+*+MON&time_zone=Europe/Prague");

    assertThat(firings.split("<li>", -1)).hasSize(6);
    assertThat(firings).contains("Monday ", ", 02:30</li>");
    assertThat(browser.page("/console/campaigns/hints/firings?cron=x&time_zone=UTC"))
        .contains("must have five fields");
    assertThat(browser.page("/console/campaigns/hints/firings?cron=0+0+*+*+*&time_zone=Mars"))
        .contains("must be a time zone such as");
  }
}
