package io.propensity.api.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.ApiTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@ApiTest
class CampaignListTest {

  private final Api api;

  CampaignListTest(@Autowired Api api) {
    this.api = api;
  }

  @Test
  void listsPagesInOrderWithLinksToTheOthers() {
    String name = Campaigns.unique("paged");
    for (int i = 0; i < 5; i++) {
      api.post(Campaigns.named(name + " " + i));
    }

    Answer page = list("page=1&size=2&q=" + encoded(name));

    assertThat(page.json().valueStream().map(c -> c.path("name").asString()))
        .containsExactly(name + " 2", name + " 3");
    assertThat(page.header("X-Total-Count")).isEqualTo("5");
    assertThat(page.header("Link").split(", "))
        .extracting(link -> link.replaceAll("<.*[?&]page=(\\d+).*>; rel=\"(.*)\"", "$2 $1"))
        .containsExactly("first 0", "prev 0", "next 2", "last 2");
  }

  @Test
  void followsItsOwnLinks() {
    String name = Campaigns.unique("100 % & more");
    api.post(Campaigns.named(name + " a"));
    api.post(Campaigns.named(name + " b"));
    Answer first = list("size=1&active=true&q=" + encoded(name));

    String next = first.header("Link").replaceAll(".*<http://[^/]*([^>]*)>; rel=\"next\".*", "$1");

    assertThat(api.get(next).json().path(0).path("name").asString()).isEqualTo(name + " b");
  }

  @Test
  void answersAnEmptyPageBeyondTheLast() {
    Answer page = list("page=7&q=" + Campaigns.unique("none").replace(" ", "+"));

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.json().isEmpty()).isTrue();
    assertThat(page.header("X-Total-Count")).isEqualTo("0");
  }

  @Test
  void listsAHundredUnlessTold() {
    String name = Campaigns.unique("many");
    for (int i = 0; i < 101; i++) {
      api.post(Campaigns.named(name));
    }

    assertThat(list("q=" + encoded(name)).json().size()).isEqualTo(100);
    assertThat(list("page=&size=&active=&q=" + encoded(name)).json().size()).isEqualTo(100);
    assertThat(list("size=1000&q=" + encoded(name)).json().size()).isEqualTo(101);
  }

  @Test
  void tellsActiveFromInactive() {
    String name = Campaigns.unique("kinds");
    long active = api.post(Campaigns.named(name)).id();
    long inactive = api.post(Campaigns.named(name)).id();
    api.patch(inactive, "{\"is_active\": false}");

    assertThat(ids(list("active=true&q=" + encoded(name)))).containsExactly(active);
    assertThat(ids(list("active=false&q=" + encoded(name)))).containsExactly(inactive);
    assertThat(ids(list("q=" + encoded(name)))).containsExactly(active, inactive);
  }

  @Test
  void listsArchivedOnesWhenAskedForThemAlone() {
    String name = Campaigns.unique("archive");
    long live = api.post(Campaigns.named(name)).id();
    long archived = api.post(Campaigns.named(name)).id();
    api.delete(archived);

    Answer list = list("archived=true&q=" + encoded(name));

    assertThat(ids(list)).containsExactly(archived);
    assertThat(list.header("X-Total-Count")).isEqualTo("1");
    assertThat(list.json().path(0).path("revision").intValue()).isEqualTo(2);
    assertThat(ids(list("archived=false&q=" + encoded(name)))).containsExactly(live);
    assertThat(ids(list("q=" + encoded(name)))).containsExactly(live);
    assertThat(ids(list("archived=true&active=false&q=" + encoded(name)))).isEmpty();
  }

  @Test
  void tellsHowManyThereAreWhateverHappenedToThem() {
    long live = total("");
    long archived = total("&archived=true");

    long first = api.post(Campaigns.any()).id();
    long second = api.post(Campaigns.any()).id();
    api.patch(first, "{\"name\": \"n\"}");
    api.delete(second);
    assertThat(total("")).isEqualTo(live + 1);
    assertThat(total("&archived=true")).isEqualTo(archived + 1);

    api.send("POST", "/campaigns/%d/restore".formatted(second), null);
    assertThat(total("")).isEqualTo(live + 2).isEqualTo(total("&active=true") + inactive());
    assertThat(total("&archived=true")).isEqualTo(archived);
  }

  private long inactive() {
    return total("&active=false");
  }

  private long total(String query) {
    return Long.parseLong(list("size=1" + query).header("X-Total-Count"));
  }

  @Test
  void searchesTheCurrentNameInAnyCase() {
    String name = Campaigns.unique("ČERVEN");
    long id = api.post(Campaigns.named("before")).id();
    api.patch(id, "{\"name\": \"" + name + "\"}");

    assertThat(ids(list("q=" + encoded(name.toLowerCase(Locale.ROOT))))).containsExactly(id);
  }

  @Test
  void searchesAPartOfAWordAsTheWholeWord() {
    String start = Campaigns.unique("greek");
    long id = api.post(Campaigns.named(start + " ΟΔΥΣΣΕΑΣ ΣΟΦΟΣ")).id();

    assertThat(ids(list("q=" + encoded(start + " οδυς")))).containsExactly(id);
    assertThat(ids(list("q=" + encoded(start + " οδυσσεας σοφος")))).containsExactly(id);
    assertThat(ids(list("q=" + encoded(start + " ΟΔΥΣ")))).containsExactly(id);
  }

  @Test
  void takesPercentAndUnderscoreAsTheyStand() {
    String name = Campaigns.unique("rate");
    long percent = api.post(Campaigns.named(name + " 5%_\\\\")).id();
    api.post(Campaigns.named(name + " 5xx"));

    assertThat(ids(list("q=" + encoded(name + " 5%")))).containsExactly(percent);
    assertThat(ids(list("q=" + encoded(name + " 5%_\\")))).containsExactly(percent);
    assertThat(ids(list("q=" + encoded(name + " _")))).isEmpty();
  }

  @Test
  void refusesToSearchForMoreThanANameHolds() {
    assertThat(list("q=" + "a".repeat(200)).status()).isEqualTo(200);
    assertThat(list("q=" + "a".repeat(6_000)).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "page=-1, page",
    "page=x, page",
    "page=1000001, page",
    "page=1e2, page",
    "size=0, size",
    "size=1001, size",
    "active=yes, active",
    "archived=1, archived",
    "actve=true, actve",
    "size=1&size=2, size",
    "q=%00, q"
  })
  void refusesWrongParametersByName(String query, String field) {
    Answer answer = list(query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.json().path("errors").path(0).path("field").asString()).isEqualTo(field);
  }

  @Test
  void refusesAQueryThatIsNoText() {
    assertThat(list("q=%ff").status()).isEqualTo(400);
  }

  @Test
  void namesEveryWrongParameterAtOnce() {
    assertThat(list("page=x&size=x&active=x").json().path("errors").size()).isEqualTo(3);
  }

  private Answer list(String query) {
    return api.get("/campaigns?" + query);
  }

  private static List<Long> ids(Answer answer) {
    return answer.json().valueStream().map(c -> c.path("id")).map(JsonNode::longValue).toList();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
