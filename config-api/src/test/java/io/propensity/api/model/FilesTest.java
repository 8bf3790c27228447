package io.propensity.api.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@RegistryTest
class FilesTest {

  private final Api api;
  private final String name = Published.name();

  FilesTest(@Autowired Api api) {
    this.api = api;
  }

  @BeforeEach
  void register() {
    Published.version(name, 1);
    Published.write(Published.directory(name, 1).resolve("metrics.csv"), "split,metric,value");
    Published.write(Published.directory(name, 1).resolve("notes.txt"), "not listed");
    api.post("/models/" + name + "/versions", "{\"version\": 1}");
  }

  @Test
  void showsAFigure() {
    Answer figure = file("figures/roc.png");

    assertThat(figure.status()).isEqualTo(200);
    assertThat(figure.response().body()).isEqualTo("a picture");
    assertThat(figure.header("Content-Type")).isEqualTo("image/png");
    assertThat(figure.header("Content-Disposition")).isEmpty();
    assertThat(figure.header("ETag")).isEqualTo("\"" + Published.sha256("a picture") + "\"");
    assertThat(figure.header("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @ParameterizedTest
  @CsvSource({
    "metrics.json, application/json",
    "metrics.csv, text/csv;charset=UTF-8",
    "requirements.txt, text/plain;charset=UTF-8",
    "model.cbm, application/octet-stream",
    "manifest.json, application/json"
  })
  void handsOutAllElseToBeKept(String path, String type) throws IOException {
    Answer file = file(path);

    assertThat(file.status()).isEqualTo(200);
    assertThat(file.header("Content-Type")).isEqualTo(type);
    assertThat(file.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"%s\"".formatted(path));
    assertThat(file.response().body())
        .isEqualTo(Files.readString(Published.directory(name, 1).resolve(path)));
  }

  @Test
  void sendsNothingAgainThatIsKnown() {
    String etag = file("model.cbm").header("ETag");

    Answer known =
        api.get("/models/" + name + "/versions/1/files/model.cbm", "If-None-Match", etag);

    assertThat(known.status()).isEqualTo(304);
    assertThat(known.response().body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "notes.txt",
        "figures",
        "figures/other.png",
        "figures//roc.png",
        "%2e%2e/1/model.cbm"
      })
  void handsOutNothingElse(String path) {
    assertThat(file(path).status()).isIn(400, 404);
  }

  @Test
  void refusesAFileThatWasChangedSinceItWasPublished() {
    Published.write(Published.directory(name, 1).resolve("model.cbm"), "another model");

    Answer refused = file("model.cbm");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("detail")).contains("is not the one that was published");
  }

  @Test
  void followsNoLinkOutOfTheModelsRoot(@TempDir Path elsewhere) throws IOException {
    Path secret = Files.writeString(elsewhere.resolve("secret"), "a model");
    Path model = Published.directory(name, 1).resolve("model.cbm");
    Files.delete(model);
    Files.createSymbolicLink(model, secret);

    Answer refused = file("model.cbm");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("detail")).contains("leads out of the models root");
  }

  @Test
  void saysThatAFileIsGone() throws IOException {
    Files.delete(Published.directory(name, 1).resolve("model.cbm"));

    assertThat(file("model.cbm").status()).isEqualTo(404);
  }

  private Answer file(String path) {
    return api.get("/models/" + name + "/versions/1/files/" + path);
  }
}
