package io.propensity.api.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@RegistryTest
class DeletingTest {

  private final Api api;
  private final String name = Published.name();

  DeletingTest(@Autowired Api api) {
    this.api = api;
  }

  @BeforeEach
  void register() {
    for (int version = 1; version <= 2; version++) {
      Published.version(name, version);
      api.post("/models/" + name + "/versions", "{\"version\": %d}".formatted(version));
    }
  }

  @Test
  void takesAVersionOutAndLeavesItsFiles() {
    Answer deleted = delete(2);

    assertThat(deleted.status()).isEqualTo(200);
    assertThat(deleted.text("state")).isEqualTo("DELETED");
    assertThat(deleted.text("state_by")).isEqualTo("bootstrap");
    assertThat(Published.directory(name, 2).resolve("manifest.json")).exists();
    assertThat(api.get("/models/" + name).json().path("latest_version").intValue()).isEqualTo(1);
    assertThat(api.get("/models/" + name).json().path("versions").intValue()).isEqualTo(2);
    assertThat(api.get("/models/" + name + "/versions/2").text("state")).isEqualTo("DELETED");
    assertThat(delete(2).json()).isEqualTo(deleted.json());
  }

  @Test
  void neverUsesItsNumberAgain() {
    delete(2);

    Answer registered = api.post("/models/" + name + "/versions", "{\"version\": 2}");
    api.send("POST", "/models/scan", null);

    assertThat(registered.status()).isEqualTo(409);
    assertThat(registered.text("detail")).contains("its number is never used again");
    assertThat(api.get("/models/" + name + "/versions/2").text("state")).isEqualTo("DELETED");
  }

  @Test
  void staysDeletedWhenItsFilesGo() {
    delete(2);
    Published.remove(name, 2);
    api.send("POST", "/models/scan", null);

    assertThat(api.get("/models/" + name + "/versions/2").text("state")).isEqualTo("DELETED");
    assertThat(Files.exists(Published.directory(name, 2))).isFalse();
  }

  @Test
  void keepsAVersionAtWhichAnAliasPoints() {
    api.send(
        "PUT",
        "/models/" + name + "/aliases/champion",
        "{\"version\": 2}",
        "Content-Type",
        "application/json");

    Answer refused = delete(2);

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("detail"))
        .isEqualTo(
            "Model %s/2 is in use by alias champion: have them name another version first; what a run used is kept"
                .formatted(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"models/%s/2", "models:/%s/2", "models/%s/2/", Published.ROOT + "/%s/2"})
  void keepsAVersionThatALiveCampaignNames(String form) {
    long id =
        api.post(
                """
                {"name": "n", "model_path": "%s", "audience_filter": "TRUE"}
                """
                    .formatted(form.formatted(name)))
            .id();

    Answer refused = delete(2);
    api.delete(id);

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("detail")).contains("is in use by campaign " + id + ":");
    assertThat(delete(2).status()).isEqualTo(200);
  }

  @Test
  void pointsNoAliasAtADeletedVersion() {
    delete(2);

    assertThat(
            api.send(
                    "PUT",
                    "/models/" + name + "/aliases/champion",
                    "{\"version\": 2}",
                    "Content-Type",
                    "application/json")
                .text("detail"))
        .isEqualTo("version: 2 is DELETED; model %s has 1".formatted(name));
  }

  @Test
  void findsNothingToDelete() {
    assertThat(delete(9).status()).isEqualTo(404);
    assertThat(api.send("DELETE", "/models/no-such/versions/1", null).status()).isEqualTo(404);
  }

  private Answer delete(int version) {
    return api.send("DELETE", "/models/" + name + "/versions/" + version, null);
  }
}
