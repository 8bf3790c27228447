package io.propensity.api.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@RegistryTest
class AliasTest {

  private final Api api;
  private final String name = Published.name();

  AliasTest(@Autowired Api api) {
    this.api = api;
  }

  @BeforeEach
  void register() {
    Published.version(name, 1, 0.86, "rows-a");
    Published.version(name, 2, 0.88, "rows-a");
    Published.version(name, 3, 0.84, "rows-a");
    Published.version(name, 4, 0.90, "rows-b");
    Published.version(name, 5);
    for (int version = 1; version <= 5; version++) {
      api.post("/models/" + name + "/versions", "{\"version\": %d}".formatted(version));
    }
  }

  @Test
  void letsTheFirstVersionPass() {
    Answer assigned = assign("{\"version\": 1}");

    assertThat(assigned.status()).isEqualTo(200);
    assertThat(assigned.text("alias")).isEqualTo("champion");
    assertThat(assigned.json().path("version").intValue()).isEqualTo(1);
    assertThat(assigned.json().at("/verdict/passed").booleanValue()).isTrue();
    assertThat(assigned.json().at("/verdict/metric").asString()).isEqualTo("roc_auc");
    assertThat(assigned.json().at("/verdict/challenger").doubleValue()).isEqualTo(0.86);
    assertThat(assigned.json().at("/verdict/champion").isNull()).isTrue();
  }

  @Test
  void letsAVersionPassThatIsNotWorse() {
    assign("{\"version\": 1}");

    Answer assigned = assign("{\"version\": 2}");

    assertThat(assigned.status()).isEqualTo(200);
    assertThat(assigned.json().path("verdict"))
        .hasToString(
            "{\"metric\":\"roc_auc\",\"challenger\":0.88,\"champion\":0.86,\"same_test_rows\":true,\"passed\":true,"
                + "\"why\":\"roc_auc 0.88 of version 2 is not worse than the 0.86 of version 1\"}");
    assertThat(aliases()).containsExactly("champion 2");
    assertThat(api.get("/models/" + name + "/versions/2").json().at("/aliases/0").asString())
        .isEqualTo("champion");
  }

  @Test
  void keepsAWorseVersionOutWithAVerdict() {
    assign("{\"version\": 1}");

    Answer refused = assign("{\"version\": 3}");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(refused.json().at("/verdict/passed").booleanValue()).isFalse();
    assertThat(refused.json().at("/verdict/why").asString())
        .isEqualTo("roc_auc 0.84 of version 3 is worse than the 0.86 of version 1");
    assertThat(refused.text("detail"))
        .startsWith("Alias champion of model " + name + " stays at version 1: roc_auc 0.84");
    assertThat(aliases()).containsExactly("champion 1");
  }

  @Test
  void takesALossForBetterWhereItIsSmaller() {
    Published.version(
        name, 6, manifest -> measured((ObjectNode) manifest.at("/metrics/test"), manifest));
    api.post("/models/" + name + "/versions", "{\"version\": 6}");
    assign("{\"version\": 1}");

    assertThat(assign("{\"version\": 6}").status()).isEqualTo(409);
    assertThat(assign("{\"version\": 6, \"metric\": \"log_loss\"}").status()).isEqualTo(200);
    assertThat(assign("{\"version\": 1, \"metric\": \"log_loss\"}").status()).isEqualTo(409);
  }

  private static void measured(ObjectNode metrics, ObjectNode manifest) {
    metrics.put("roc_auc", 0.80).put("log_loss", 0.20);
    ((ObjectNode) manifest.path("training_data")).put("test_fingerprint", "rows-a");
  }

  @Test
  void comparesNothingThatWasMeasuredOnOtherRows() {
    assign("{\"version\": 1}");

    Answer others = assign("{\"version\": 4}");
    Answer unknown = assign("{\"version\": 5}");

    assertThat(others.status()).isEqualTo(409);
    assertThat(others.json().at("/verdict/same_test_rows").booleanValue()).isFalse();
    assertThat(others.json().at("/verdict/why").asString())
        .contains("versions 4 and 1 were measured on different test rows");
    assertThat(unknown.status()).isEqualTo(409);
    assertThat(unknown.json().at("/verdict/same_test_rows").isNull()).isTrue();
    assertThat(unknown.json().at("/verdict/why").asString()).startsWith("it is not known whether");
  }

  @Test
  void saysWhichVersionHasNoSuchMetric() {
    assign("{\"version\": 1}");

    assertThat(assign("{\"version\": 2, \"metric\": \"ks\"}").json().at("/verdict/why").asString())
        .isEqualTo("version 2 has no ks of the test split");
  }

  @Test
  void passesOverTheGateForAReason() {
    assign("{\"version\": 1}");

    Answer reasonless = assign("{\"version\": 3, \"force\": true}");
    Answer blank = assign("{\"version\": 3, \"force\": true, \"reason\": \" \"}");
    Answer forced = assign("{\"version\": 3, \"force\": true, \"reason\": \"1 leaks\"}");

    assertThat(reasonless.text("detail"))
        .isEqualTo("reason: is required where force is true: say why");
    assertThat(blank.status()).isEqualTo(400);
    assertThat(forced.status()).isEqualTo(200);
    assertThat(forced.json().at("/verdict/passed").booleanValue()).isFalse();
    JsonNode move = history().path(0);
    assertThat(move.path("forced").booleanValue()).isTrue();
    assertThat(move.path("reason").asString()).isEqualTo("1 leaks");
  }

  @Test
  void forcesNothingThatPassesAnyway() {
    assign("{\"version\": 1}");
    assign("{\"version\": 2, \"force\": true, \"reason\": \"to be sure\"}");

    assertThat(history().at("/0/forced").booleanValue()).isFalse();
  }

  @Test
  void movesNothingThatIsThereAlready() {
    assign("{\"version\": 5}");

    Answer again = assign("{\"version\": 5}");

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().at("/verdict/why").asString())
        .isEqualTo("the alias points at this version already");
    assertThat(history().size()).isEqualTo(1);
  }

  @Test
  void keepsEveryMove() {
    assign("{\"version\": 1, \"reason\": \"the first\"}");
    assign("{\"version\": 2}");
    rollback("{\"reason\": \"scores drifted\"}");
    api.send("DELETE", address(), null);
    assign("{\"version\": 3}");

    assertThat(moves())
        .containsExactly(
            "ASSIGN null>3", "REMOVE 1>null", "ROLLBACK 2>1", "ASSIGN 1>2", "ASSIGN null>1");
    assertThat(history().at("/2/reason").asString()).isEqualTo("scores drifted");
    assertThat(history().at("/2/verdict").isNull()).isTrue();
    assertThat(history().at("/3/verdict/champion").doubleValue()).isEqualTo(0.86);
    assertThat(history().at("/4/reason").asString()).isEqualTo("the first");
    assertThat(history().at("/4/moved_by").asString()).isEqualTo("bootstrap");
    Answer page = api.get(address() + "/history?size=2&page=1");
    assertThat(page.header("X-Total-Count")).isEqualTo("5");
    assertThat(page.json().at("/0/kind").asString()).isEqualTo("ROLLBACK");
  }

  @Test
  void rollsBackOneVersionFurtherEachTime() {
    assign("{\"version\": 3}");
    assign("{\"version\": 1}");
    assign("{\"version\": 2}");

    assertThat(rollback(null).json().path("version").intValue()).isEqualTo(1);
    assertThat(rollback(null).json().path("version").intValue()).isEqualTo(3);
    Answer exhausted = rollback(null);

    assertThat(exhausted.status()).isEqualTo(409);
    assertThat(exhausted.text("detail")).contains("pointed at no version before");
    assertThat(aliases()).containsExactly("champion 3");
  }

  @Test
  void rollsBackToWhatWasThereBeforeWhatCameAfterARollback() {
    assign("{\"version\": 3}");
    assign("{\"version\": 1}");
    rollback(null);
    assign("{\"version\": 2}");

    assertThat(rollback(null).json().path("version").intValue()).isEqualTo(3);
  }

  @Test
  void passesOverDeletedVersionsWhenItRollsBack() {
    assign("{\"version\": 3}");
    assign("{\"version\": 1}");
    assign("{\"version\": 2}");
    api.send("DELETE", "/models/" + name + "/versions/1", null);

    assertThat(rollback(null).json().path("version").intValue()).isEqualTo(3);
  }

  @Test
  void takesAnAliasAway() {
    assign("{\"version\": 1}");

    Answer removed = api.send("DELETE", address(), null);

    assertThat(removed.status()).isEqualTo(204);
    assertThat(aliases()).isEmpty();
    assertThat(api.send("DELETE", address(), null).status()).isEqualTo(404);
    assertThat(rollback(null).text("detail"))
        .isEqualTo("Model %s has no alias 'champion'; it has none".formatted(name));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"version\": 9}                        | version: 9 is not registered; model * has 1, 2, 3, 4, 5",
        "{}                                      | version: must be the number of a version, e.g. 3",
        "{\"version\": 1, \"metric\": \"rows\"}  | metric: 'rows' is no metric by which a model is better, e.g. roc_auc",
        "{\"version\": 1, \"metric\": 7}         | metric: must be a text of 1 to 1,000 characters, and not blank",
        "{\"version\": 1, \"force\": \"yes\"}    | force: must be true or false, not a string",
        "{\"version\": 1, \"colour\": \"red\"}   | colour: is not a field here; they are version, metric, force, reason"
      })
  void refusesWrongFields(String body, String detail) {
    Answer refused = assign(body);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("detail")).isEqualTo(detail.replace("*", name));
  }

  @ParameterizedTest
  @CsvSource({"latest, cannot be set", "Champion, is not of the form", "a.b, is not of the form"})
  void refusesOtherNames(String alias, String reason) {
    Answer refused =
        api.send(
            "PUT",
            "/models/" + name + "/aliases/" + alias,
            "{\"version\": 1}",
            "Content-Type",
            "application/json");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("detail")).contains(reason);
  }

  @Test
  void knowsNoAliasOfAModelThatIsNotThere() {
    String absent = "/models/" + Published.name() + "/aliases";

    assertThat(api.get(absent).status()).isEqualTo(404);
    assertThat(
            api.send("PUT", absent + "/x", "{\"version\": 1}", "Content-Type", "application/json")
                .status())
        .isEqualTo(404);
    assertThat(api.send("DELETE", absent + "/x", null).status()).isEqualTo(404);
  }

  private String address() {
    return "/models/" + name + "/aliases/champion";
  }

  private Answer assign(String body) {
    return api.send("PUT", address(), body, "Content-Type", "application/json");
  }

  private Answer rollback(@Nullable String body) {
    return body == null
        ? api.send("POST", address() + "/rollback", null)
        : api.post(address() + "/rollback", body);
  }

  private JsonNode history() {
    return api.get(address() + "/history").json();
  }

  private List<String> moves() {
    return history()
        .valueStream()
        .map(
            move ->
                "%s %s>%s"
                    .formatted(
                        move.path("kind").asString(),
                        move.path("from").asString("null"),
                        move.path("to").asString("null")))
        .toList();
  }

  private List<String> aliases() {
    return api.get("/models/" + name + "/aliases")
        .json()
        .valueStream()
        .map(each -> each.path("alias").asString() + " " + each.path("version").asString())
        .toList();
  }
}
