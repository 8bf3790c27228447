package io.propensity.api.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.model.Published;
import io.propensity.api.model.RegistryTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.ObjectNode;

/** What the registry has to say to the model that a campaign names. */
@RegistryTest
class NamedModelTest {

  private final Api api;
  private final String name = Published.name();

  NamedModelTest(@Autowired Api api) {
    this.api = api;
  }

  @BeforeEach
  void publish() {
    Published.version(name, 1);
    Published.version(name, 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"models/%s/1", "models:/%s/2", "models:/%s/latest"})
  void fillsInTheFeaturesOfTheModel(String path) {
    Answer created = create(path.formatted(name), "");

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.json().path("features").valueStream().map(each -> each.asString()))
        .containsExactlyElementsOf(Published.features());
    assertThat(created.text("model_path")).isEqualTo(path.formatted(name));
    assertThat(created.json().has("warnings")).isFalse();
    assertThat(api.get(created.header("Location")).json()).isEqualTo(created.json());
  }

  @Test
  void registersWhatWasPublishedOnTheWay() {
    create("models/" + name + "/2", "");

    assertThat(api.get("/models/" + name + "/versions/2").text("state")).isEqualTo("READY");
    assertThat(api.get("/models/" + name + "/versions/1").status()).isEqualTo(404);
  }

  @Test
  void takesTheFeaturesOfTheModelInAnyOrder() {
    Answer created = create("models/" + name + "/1", "[\"country\", \"age\", \"spend_per_order\"]");

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.json().at("/features/0").asString()).isEqualTo("country");
  }

  @Test
  void saysWhichFeaturesAreMissingOrNotTheModels() {
    Answer refused = create("models/" + name + "/1", "[\"age\", \"colour\"]");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("detail"))
        .isEqualTo(
            "features: must be the model's, in any order, or left out: missing are spend_per_order, country; the model does not have colour");
  }

  @Test
  void wantsAVersionThatIsThere() {
    Answer refused = create("models/" + name + "/7", "[\"age\"]");
    create("models/" + name + "/2", "");
    Answer registered = create("models/" + name + "/7", "[\"age\"]");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("detail"))
        .isEqualTo("model_path: model %s has no version 7; it has 1, 2".formatted(name));
    assertThat(registered.text("detail"))
        .isEqualTo("model_path: model %s has no version 7; it has 2".formatted(name));
  }

  @Test
  void resolvesAnAlias() {
    create("models/" + name + "/1", "");
    api.send(
        "PUT",
        "/models/" + name + "/aliases/champion",
        "{\"version\": 1}",
        "Content-Type",
        "application/json");

    Answer created = create("models:/" + name + "@champion", "");
    Answer refused = create("models:/" + name + "@champoin", "");

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.text("model_path")).isEqualTo("models:/" + name + "@champion");
    assertThat(created.json().path("features").size()).isEqualTo(3);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().at("/errors/0/message").asString())
        .isEqualTo(
            "model %s has no alias 'champoin'; it has champion; did you mean 'champion'?"
                .formatted(name));
  }

  @ParameterizedTest
  @CsvSource({
    "models/%s/3, %s/3",
    "models:/%s@champion, %s@champion",
    "models:/%s/latest, %s/latest"
  })
  void takesAModelThatIsNotPublishedYetWithAWarning(String path, String shown) {
    String absent = "unpublished-" + name.substring(9);

    Answer created = create(path.formatted(absent), "[\"age\"]");

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.json().path("warnings"))
        .hasToString(
            "[\"model %s is not in the registry: it was not checked\"]"
                .formatted(shown.formatted(absent)));
    assertThat(api.get(created.header("Location")).json().has("warnings")).isFalse();
    assertThat(api.patch(created.id(), "{\"is_active\": false}").json().path("warnings").size())
        .isEqualTo(1);
    assertThat(create(path.formatted(absent), "").text("detail"))
        .isEqualTo("features: is required");
  }

  @Test
  void namesTheModelThatMayHaveBeenMeant() {
    create("models/" + name + "/1", "");

    Answer created = create("models/" + name.replace("win-", "wim-") + "/1", "[\"age\"]");

    assertThat(created.json().at("/warnings/0").asString())
        .contains("it was not checked; did you mean '" + name + "'");
  }

  @Test
  void saysThatAManifestCannotBeRead() {
    Published.write(Published.directory(name, 3).resolve("manifest.json"), "{");

    Answer refused = create("models/" + name + "/3", "[\"age\"]");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("detail"))
        .startsWith("model_path: " + name + "/3/manifest.json is no manifest");
  }

  @Test
  void goesBackToNoVersionThatWasDeleted() {
    long id = create("models/" + name + "/1", "").id();
    api.patch(id, "{\"model_path\": \"models/%s/2\"}".formatted(name));
    api.send("DELETE", "/models/" + name + "/versions/1", null);

    Answer back = api.patch(id, "{\"model_path\": \"models/%s/1\"}".formatted(name));

    assertThat(back.status()).isEqualTo(400);
    assertThat(back.text("detail")).contains("was deleted by bootstrap at");
  }

  @Test
  void wantsTheFeaturesOfANewVersionNamedInThePatch() {
    Published.version(
        name, 3, manifest -> ((ObjectNode) manifest.at("/features/0")).put("name", "years"));
    long id = create("models/" + name + "/1", "").id();

    Answer refused = api.patch(id, "{\"model_path\": \"models/%s/3\"}".formatted(name));
    Answer taken =
        api.patch(
            id,
            "{\"model_path\": \"models/%s/3\", \"features\": [\"years\", \"spend_per_order\", \"country\"]}"
                .formatted(name));

    assertThat(refused.text("detail")).contains("missing are years; the model does not have age");
    assertThat(taken.status()).isEqualTo(200);
  }

  @Test
  void patchesACampaignWhoseVersionIsGoneAndSaysSo() {
    long id = create("models/" + name + "/1", "").id();
    Published.remove(name, 1);
    api.send("POST", "/models/scan", null);

    Answer patched = api.patch(id, "{\"is_active\": false}");

    assertThat(patched.status()).isEqualTo(200);
    assertThat(patched.json().at("/warnings/0").asString())
        .isEqualTo("model %s/1 is gone from the models root".formatted(name));
  }

  private Answer create(String modelPath, String features) {
    return api.post(
        """
        {"name": "n", "model_path": "%s", "audience_filter": "TRUE"%s}
        """
            .formatted(modelPath, features.isEmpty() ? "" : ", \"features\": " + features));
  }
}
