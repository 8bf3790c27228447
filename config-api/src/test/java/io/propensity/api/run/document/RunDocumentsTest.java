package io.propensity.api.run.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.ApiTest;
import io.propensity.api.problem.ProblemException;
import io.propensity.api.security.Tokens;
import io.propensity.run.RunId;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What jobs found beside a run's report, as the service keeps it. */
@ApiTest
class RunDocumentsTest {

  private static final String JSON = "application/json";

  private final Api api;
  private final RunDocuments documents;

  RunDocumentsTest(@Autowired Api api, @Autowired RunDocuments documents) {
    this.api = api;
    this.documents = documents;
  }

  @Test
  void givesADocumentBackAsItWasWritten() {
    String run = run();
    Api job = api.as(Tokens.created(api, "writes documents", "job").text("token"));

    String written = "{\"raw\" : [ \"größer\", 1.50, 1e2, 9007199254740993, \"\\u0041\" ] }\n";
    assertThat(put(job, run, "quality", "{\"raw\": []}").status()).isEqualTo(204);
    assertThat(put(job, run, "quality", written).status()).isEqualTo(204);
    assertThat(put(job, run, "dashboard_kpis", "[]").status()).isEqualTo(204);

    Answer read = api.get("/runs/%s/documents/quality".formatted(run));
    assertThat(read.header("Content-Type")).startsWith(JSON);
    assertThat(read.response().body()).isEqualTo(written);
    Answer listed = api.get("/runs/%s/documents".formatted(run));
    assertThat(listed.json().valueStream().map(each -> each.path("name").asString()))
        .containsExactly("dashboard_kpis", "quality");
    assertThat(listed.json().path(1).path("written_by").asString()).contains("writes documents");
    assertThat(listed.json().path(1).path("href").asString())
        .isEqualTo("/runs/%s/documents/quality".formatted(run));
  }

  @Test
  void refusesWhatIsNoDocumentOrOfNoRun() {
    String run = run();

    assertThat(put(api, run, "Quality", "{}").text("detail"))
        .startsWith("'Quality' is no name of a document");
    assertThat(put(api, run, "quality", "7").text("detail"))
        .isEqualTo("A document of a run is a JSON object or array");
    assertThat(put(api, run, "quality", "{").status()).isEqualTo(400);
    assertThat(put(api, run, "quality", "{\"half\": \"\\ud800\"}").text("detail"))
        .contains("half a character");
    assertThat(put(api, run, "big", "[\"%s\"]".formatted("x".repeat(1 << 20))).status())
        .isEqualTo(413);
    assertThat(put(api, "r-no-such-run", "quality", "{}").status()).isEqualTo(404);
    assertThat(api.get("/runs/r-no-such-run/documents").status()).isEqualTo(404);
    assertThat(api.get("/runs/%s/documents/quality".formatted(run)).text("detail"))
        .contains("has no document 'quality'", "GET /runs/%s/documents lists".formatted(run));
  }

  @Test
  void refusesWhatIsNotInUtf8() {
    RunId run = new RunId(run());
    byte[] halves = {'[', '"', (byte) 0xED, (byte) 0xA0, (byte) 0xBD, '"', ']'};

    assertThatThrownBy(() -> documents.put(run, "quality", halves))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("is written in UTF-8");
    assertThatThrownBy(
            () -> documents.put(run, "quality", "[\"é\"]".getBytes(StandardCharsets.UTF_16LE)))
        .isInstanceOf(ProblemException.class);
    assertThat(put(api, run.value(), "quality", "\uFEFF[]").text("detail"))
        .contains("byte order mark");
    assertThat(documents.list(run)).isEmpty();
  }

  @Test
  void keepsSoManyAndNoMore() {
    String run = run();
    for (int i = 0; i < 100; i++) {
      assertThat(put(api, run, "dashboard_" + i, "[]").status()).isEqualTo(204);
    }

    assertThat(put(api, run, "dashboard_100", "[]").text("detail"))
        .contains("has 100 documents, which is as many as are kept");
    assertThat(put(api, run, "dashboard_7", "[1]").status()).isEqualTo(204);

    begin(run, "2026-11-20T04:00:00Z", "");

    assertThat(put(api, run, "dashboard_100", "[]").status()).isEqualTo(204);
    assertThat(api.get("/runs/%s/documents".formatted(run)).json()).hasSize(1);
  }

  @Test
  void showsNothingOfAnAttemptBefore() {
    String run = run();
    put(api, run, "quality", "{\"raw\": []}");

    begin(run, "2026-11-20T04:00:00Z", "");

    assertThat(api.get("/runs/" + run).json().path("attempt").intValue()).isEqualTo(2);
    assertThat(api.get("/runs/%s/documents".formatted(run)).json()).isEmpty();
    put(api, run, "quality", "{\"raw\": [1]}");
    assertThat(api.get("/runs/%s/documents/quality".formatted(run)).json())
        .hasToString("{\"raw\":[1]}");
  }

  private String run() {
    String run = "r-" + UUID.randomUUID();
    begin(run, "2026-11-20T03:00:00Z", "");
    return run;
  }

  private void begin(String run, String at, String more) {
    Answer told =
        api.send(
            "PUT",
            "/runs/" + run,
            "{\"kind\": \"training\", \"pipeline\": \"documented\", \"started_at\": \"%s\"%s}"
                .formatted(at, more),
            "Content-Type",
            JSON);
    assertThat(told.status()).as(told.response().body()).isEqualTo(200);
  }

  private static Answer put(Api by, String run, String name, String content) {
    return by.send(
        "PUT", "/runs/%s/documents/%s".formatted(run, name), content, "Content-Type", JSON);
  }
}
