package io.propensity.api.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@RegistryTest
class RegisteringTest {

  private final Api api;
  private final String name = Published.name();

  RegisteringTest(@Autowired Api api) {
    this.api = api;
  }

  @Test
  void registersAPublishedVersionOnce() throws IOException {
    Published.version(name, 3);

    Answer first = register("{\"version\": 3}");
    Answer again = register("{\"version\": 3}");

    assertThat(first.status()).isEqualTo(201);
    assertThat(first.header("Location")).isEqualTo("/models/" + name + "/versions/3");
    assertThat(first.text("state")).isEqualTo("READY");
    assertThat(first.text("registered_by")).isEqualTo("bootstrap");
    assertThat(first.text("task")).isEqualTo("binary");
    assertThat(first.text("flavor")).isEqualTo("catboost");
    assertThat(first.text("sha256"))
        .isEqualTo(
            Published.sha256(
                Files.readString(Published.directory(name, 3).resolve("manifest.json"))));
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json()).isEqualTo(first.json());
  }

  @Test
  void takesTheManifestAlongAndHoldsItAgainstTheStore() throws IOException {
    Published.version(name, 1);
    String manifest = Files.readString(Published.directory(name, 1).resolve("manifest.json"));
    String other = manifest.replace("\"seed\":42", "\"seed\":43");

    Answer refused = register("{\"version\": 1, \"manifest\": " + other + "}");
    Answer taken = register("{\"version\": 1, \"manifest\": " + manifest + "}");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().at("/errors/0/field").asString()).isEqualTo("manifest");
    assertThat(refused.text("detail")).contains("is not the one that lies in models/" + name);
    assertThat(taken.status()).isEqualTo(201);
  }

  @Test
  void refusesAVersionThatWasChangedAfterwards() {
    Published.version(name, 1);
    register("{\"version\": 1}");
    Published.version(name, 1, manifest -> manifest.put("seed", 7));

    Answer refused = register("{\"version\": 1}");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(refused.text("detail")).contains("a version never changes, so publish the next one");
  }

  @Test
  void knowsAVersionWhoseManifestWasWrittenOtherwise() throws IOException {
    Published.version(name, 1);
    Answer first = register("{\"version\": 1}");
    Path file = Published.directory(name, 1).resolve("manifest.json");
    Files.writeString(file, Files.readString(file).replace("{\"", "{\n  \""));

    Answer again = register("{\"version\": 1}");

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.text("sha256")).isEqualTo(first.text("sha256"));
  }

  @Test
  void saysWhatIsNotThere() {
    Answer refused = register("{\"version\": 9}");

    assertThat(refused.status()).isEqualTo(404);
    assertThat(refused.text("detail"))
        .isEqualTo(
            "There is no models/%s/9/manifest.json under the models root: publish the version first"
                .formatted(name));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"format_version\": \"2.0\"}     | has format_version 2.0; this release reads 1.x",
        "{\"name\": \"x\"}                 | has no format_version",
        "{\"format_version\": \"1.7\"}     | is no manifest: it has no name, version, flavor,",
        "{\"format_version\":              | is no manifest",
        "[]                                | has no format_version"
      })
  void refusesWhatIsNoManifest(String text, String reason) {
    Published.write(Published.directory(name, 1).resolve("manifest.json"), text);

    Answer refused = register("{\"version\": 1}");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("detail")).startsWith(name + "/1/manifest.json").contains(reason);
  }

  @Test
  void refusesADirectoryThatWasCopied() {
    Published.version(name, 2, manifest -> manifest.put("version", 1));

    assertThat(register("{\"version\": 2}").text("detail"))
        .contains("is the manifest of model " + name + "/1")
        .contains("copied or renamed by hand");
  }

  @Test
  void refusesALinkThatLeadsOut(@TempDir Path elsewhere) throws IOException {
    Published.version(name, 1);
    Path outside = elsewhere.resolve("secret");
    Files.move(Published.directory(name, 1), outside);
    Files.createSymbolicLink(Published.directory(name, 1), outside);

    Answer refused = register("{\"version\": 1}");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("detail")).contains("is a link that leads out of the models root");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"version\": 0}",
        "{\"version\": \"3\"}",
        "{\"version\": 1.5}",
        "{\"version\": 99999999999}",
        "{\"version\": null}"
      })
  void wantsTheNumberOfAVersion(String body) {
    Answer refused = register(body);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().at("/errors/0/message").asString())
        .isEqualTo("must be the number of a version, e.g. 3");
  }

  @Test
  void refusesUnknownFieldsAndOtherBodies() {
    assertThat(register("{\"version\": 1, \"colour\": \"red\"}").text("detail"))
        .isEqualTo("colour: is not a field here; they are version, manifest");
    assertThat(register("[]").status()).isEqualTo(400);
    assertThat(api.post("/models/Win%20Back/versions", "{\"version\": 1}").status()).isEqualTo(404);
  }

  private Answer register(String body) {
    return api.post("/models/" + name + "/versions", body);
  }
}
