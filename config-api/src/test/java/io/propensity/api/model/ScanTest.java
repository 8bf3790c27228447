package io.propensity.api.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

@RegistryTest
class ScanTest {

  private final Api api;
  private final String name = Published.name();

  ScanTest(@Autowired Api api) {
    this.api = api;
  }

  @Test
  void registersWhatWasPublishedWithoutAWord() {
    Published.version(name, 1);
    Published.version(name, 2);

    Answer first = scan();
    Answer again = scan();

    assertThat(first.status()).isEqualTo(200);
    assertThat(versions(first, "registered")).containsExactly(1, 2);
    assertThat(versions(again, "registered")).isEmpty();
    assertThat(again.json().path("known").intValue()).isGreaterThanOrEqualTo(2);
    assertThat(api.get("/models/" + name).json().path("latest_version").intValue()).isEqualTo(2);
  }

  @Test
  void saysWhatItCannotRegisterAndWhy() {
    Published.version(name, 1);
    scan();
    Published.version(name, 1, manifest -> manifest.put("seed", 7));
    Published.write(Published.directory(name, 2).resolve("manifest.json"), "{");
    Published.write(Published.directory(name).resolve("copy/manifest.json"), "{}");

    Answer scanned = scan();

    assertThat(refusal(scanned, name + "/1")).contains("a version never changes");
    assertThat(refusal(scanned, name + "/2")).contains("is no manifest");
    assertThat(refusal(scanned, name + "/copy")).contains("is not a model version");
  }

  @Test
  void keepsWhatIsMissingUntilItIsBack() {
    Published.version(name, 1);
    scan();
    Published.remove(name, 1);

    Answer gone = scan();
    JsonNode missing = api.get("/models/" + name + "/versions/1").json();
    Answer still = scan();
    Published.version(name, 1);
    scan();

    assertThat(versions(gone, "missing")).containsExactly(1);
    assertThat(missing.path("state").asString()).isEqualTo("MISSING");
    assertThat(versions(still, "missing")).containsExactly(1);
    assertThat(api.get("/models/" + name + "/versions/1").text("state")).isEqualTo("READY");
  }

  @Test
  void passesOverCandidatesAndClaims() {
    Published.write(Published.directory(name).resolve("_claims/1"), "");
    Published.write(Published.directory(name).resolve("_candidates/r-1/candidate.json"), "{}");

    assertThat(scan().response().body()).doesNotContain(name);
  }

  private Answer scan() {
    return api.send("POST", "/models/scan", null);
  }

  private List<Integer> versions(Answer scanned, String field) {
    return scanned
        .json()
        .path(field)
        .valueStream()
        .filter(each -> each.path("name").asString().equals(name))
        .map(each -> each.path("version").intValue())
        .toList();
  }

  private static String refusal(Answer scanned, String path) {
    return scanned
        .json()
        .path("refused")
        .valueStream()
        .filter(each -> each.path("path").asString().equals(path))
        .map(each -> each.path("reason").asString())
        .findFirst()
        .orElse("");
  }
}
