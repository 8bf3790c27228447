package io.propensity.api.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.ApiTest;
import io.propensity.campaign.Campaign;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The document's schemas take what the service takes, refuse what it refuses, fit its answers. */
@ApiTest
class DescribedBodiesTest {

  private static final String ALL = "/campaigns";
  private static final String ONE = "/campaigns/{id}";
  private static final String JSON = "application/json";
  private static final String CAMPAIGN =
      """
      {"name": "n", "model_path": "models/a/1", "audience_filter": "TRUE", "features": ["x"]}
      """;

  private final Api api;
  private final JsonMapper json;
  private DescribedBodies described;

  DescribedBodiesTest(@Autowired Api api, @Autowired JsonMapper json) {
    this.api = api;
    this.json = json;
    this.described = new DescribedBodies(json.nullNode());
  }

  @BeforeEach
  void readTheDocument() {
    described = new DescribedBodies(api.get("/openapi.json").json());
  }

  /** Each body is a whole campaign, or a patch, with one field set; {@code told} is as answered. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST  | is_active       | false      | true",
        "POST  | users_table     | null       | true",
        "POST  | newest_by       | \"day\"    | true",
        "POST  | holdout         | 0.1        | true",
        "POST  | holdout         | null       | true",
        "POST  | holdout         | 0          | false",
        "POST  | holdout         | 1          | false",
        "POST  | max_drift       | 0.25       | true",
        "POST  | max_drift       | 0          | false",
        "POST  | segments        | \"a:0.1,b\" | true",
        "POST  | segments        | 1          | false",
        "POST  | users           | null       | true",
        "POST  | users           | {\"format\":\"csv\",\"schema\":\"age INT, country STRING\",\"partition\":{\"ds\":\"1\"}} | true",
        "POST  | users           | {\"snapshot\":\"7\",\"format\":null} | true",
        "POST  | users           | {\"format\":\"xml\"} | false",
        "POST  | users           | {\"partition\":{\"ds\":1}} | false",
        "POST  | users           | {\"snapshot\":\"a b\"} | false",
        "POST  | users           | {\"colour\":\"red\"} | false",
        "POST  | output          | null       | true",
        "POST  | output          | {\"top\":5,\"format\":\"csv\",\"partition_by\":[\"segment\"],\"sort_by_score\":true,\"min_score\":0.5,\"keep_runs\":2} | true",
        "POST  | output          | {\"table\":\"lake.marketing.scores\",\"top\":null} | true",
        "POST  | output          | {\"top\":0} | false",
        "POST  | output          | {\"top\":3000000000} | false",
        "POST  | output          | {\"colour\":\"red\"} | false",
        "POST  | output          | [1]        | false",
        "POST  | id              | 7          | false",
        "POST  | revision        | 1          | false",
        "POST  | name            | null       | false",
        "POST  | name            | \"\"       | false",
        "POST  | model_path      | \"\"       | false",
        "POST  | audience_filter | \"\"       | false",
        "POST  | features        | []         | false",
        "POST  | features        | [1]        | false",
        "POST  | features        | [\"\"]     | false",
        "POST  | features        | [\"a\",\"a\"] | false",
        "POST  | is_active       | null       | false",
        "POST  | colour          | \"red\"    | false",
        "PUT   | id              | told       | true",
        "PUT   | revision        | told       | true",
        "PUT   | created_at      | told       | true",
        "PUT   | updated_at      | told       | true",
        "PUT   | id              | null       | false",
        "PUT   | name            | null       | false",
        "PUT   | colour          | \"red\"    | false",
        "PATCH | is_active       | false      | true",
        "PATCH | users_table     | null       | true",
        "PATCH | holdout         | null       | true",
        "PATCH | id              | told       | true",
        "PATCH | revision        | told       | true",
        "PATCH | created_at      | told       | true",
        "PATCH | updated_at      | told       | true",
        "PATCH | revision        | null       | false",
        "PATCH | name            | null       | false",
        "PATCH | is_active       | null       | false",
        "PATCH | features        | null       | false",
        "PATCH | colour          | \"red\"    | false"
      })
  void takesAndRefusesTheRequestsThatTheServiceDoes(
      String method, String field, String value, boolean taken) {
    JsonNode current = api.post(CAMPAIGN).json();
    ObjectNode body = method.equals("PATCH") ? json.createObjectNode() : object(CAMPAIGN);
    body.set(field, value.equals("told") ? current.path(field) : json.readTree(value));

    Answer answer = send(method, current.path("id").asString(), body.toString());

    assertThat(answer.status() < 300).as(answer.response().body()).isEqualTo(taken);
    assertThat(violations(method, body.toString()).isEmpty())
        .as("%s", violations(method, body.toString()))
        .isEqualTo(taken);
    assertThat(described.violationsOfAnswer(method, path(method), answer)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"POST, false", "PUT, false", "PATCH, true"})
  void wantsEveryFieldThatTheServiceWants(String method, boolean taken) {
    Answer answer = send(method, api.post(CAMPAIGN).text("id"), "{}");

    assertThat(answer.status() < 300).isEqualTo(taken);
    assertThat(violations(method, "{}").isEmpty()).isEqualTo(taken);
  }

  @Test
  void takesBackACampaignAsItWasRead() throws IOException {
    String read = api.get(api.post(CAMPAIGN).header("Location")).response().body();

    assertThat(violations("PUT", read)).isEmpty();
    assertThat(violations("PUT", golden())).isEmpty();
    assertThat(violations("POST", read)).isNotEmpty();
  }

  @Test
  void promisesNothingOfWhatAPatchLeavesOut() {
    JsonNode patch = described.document().at("/components/schemas/CampaignPatch");

    assertThat(patch.path("properties").isEmpty()).isFalse();
    assertThat(patch.findValues("default")).isEmpty();
  }

  @Test
  void describesEveryAnswer() {
    Answer created = api.post(CAMPAIGN);
    long id = created.id();
    String one = created.header("Location");

    fits("POST", ALL, 201, created);
    fits("GET", ALL, 200, api.get("/campaigns?size=3"));
    fits("GET", ONE, 200, api.get(one));
    fits("PUT", ONE, 200, api.put(id, CAMPAIGN));
    fits("PATCH", ONE, 200, api.patch(id, "{\"is_active\": false}"));
    fits("GET", ALL, 400, api.get("/campaigns?size=x"));
    fits("POST", ALL, 400, api.post("{\"name\": 1, "));
    fits("DELETE", ONE, 400, api.delete(id, "If-Match", "2"));
    fits("DELETE", ONE, 412, api.delete(id, "If-Match", "\"9\""));
    fits("PUT", ONE, 412, api.put(id, CAMPAIGN, "If-Match", "\"9\""));
    fits("GET", ONE, 404, api.get("/campaigns/987654321"));
    fits("GET", "/", 200, api.get("/"));
    fits("GET", ALL, 200, api.get("/campaigns?archived=true&size=3"));
    fits("POST", ALL, 201, keyed("d-" + id, CAMPAIGN));
    fits("POST", ALL, 201, keyed("d-" + id, CAMPAIGN));
    fits("POST", ALL, 422, keyed("d-" + id, CAMPAIGN.replace("TRUE", "FALSE")));
    fits("POST", ALL, 400, keyed("a key", CAMPAIGN));
    fits("POST", ALL, 413, api.post(" ".repeat(1 << 21)));
    fits("POST", ALL, 415, api.send("POST", ALL, "x", "Content-Type", "text/plain"));
  }

  @Test
  void describesEveryAnswerAboutHistory() {
    String one = api.post(CAMPAIGN).header("Location");
    Answer copy = api.post(one + "/copy", "{}");
    api.send("DELETE", one, null);
    String revisions = ONE + "/revisions";

    fits("POST", ONE + "/copy", 201, copy);
    fits("POST", ONE + "/copy", 201, api.send("POST", copy.header("Location") + "/copy", null));
    fits("POST", ONE + "/copy", 400, api.post(copy.header("Location") + "/copy", "{\"id\": 1}"));
    fits("POST", ONE + "/copy", 404, api.post(one + "/copy", "{}"));
    fits("POST", ONE + "/restore", 412, restored(one, "If-Match", "\"1\""));
    fits("POST", ONE + "/restore", 200, restored(one));
    fits("POST", ONE + "/restore", 409, restored(one));
    fits("POST", ONE + "/restore", 404, restored("/campaigns/987654321"));
    fits("GET", revisions, 200, api.get(one + "/revisions"));
    fits("GET", revisions, 200, api.get(copy.header("Location") + "/revisions"));
    fits("GET", revisions, 400, api.get(one + "/revisions?size=0"));
    fits("GET", revisions, 404, api.get("/campaigns/987654321/revisions"));
    fits("GET", revisions + "/{revision}", 200, api.get(one + "/revisions/2"));
    fits("GET", revisions + "/{revision}", 404, api.get(one + "/revisions/9"));
    fits("GET", ONE + "/diff", 200, api.get(one + "/diff?from=1&to=3"));
    fits("GET", ONE + "/diff", 400, api.get(one + "/diff?from=1"));
    fits("GET", ONE + "/diff", 404, api.get(one + "/diff?from=1&to=9"));
  }

  @Test
  void describesTokensTheAuditLogAndRefusals() {
    Answer token = api.post("/tokens", "{\"name\": \"t\", \"role\": \"viewer\"}");
    Api viewer = api.as(token.text("token"));
    viewer.get("/campaigns?size=1");

    fits("POST", "/tokens", 201, token);
    fits("GET", "/tokens", 200, api.get("/tokens"));
    fits("DELETE", "/tokens/{id}", 404, api.send("DELETE", "/tokens/x", null));
    fits("POST", "/tokens", 400, api.post("/tokens", "{}"));
    fits("POST", ALL, 401, api.anonymous().post(CAMPAIGN));
    fits("POST", ALL, 403, viewer.post(CAMPAIGN));
    fits("GET", "/tokens", 403, viewer.get("/tokens"));
    fits("GET", "/audit", 200, api.get("/audit?size=1000"));
    fits("GET", "/audit", 400, api.get("/audit?size=x"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"name\": \"n\"}   | true",
        "{\"name\": null}    | true",
        "{}                | true",
        "{\"name\": \"\"}    | false",
        "{\"name\": 7}       | false",
        "{\"is_active\": true} | false"
      })
  void takesAndRefusesTheCopiesThatTheServiceDoes(String body, boolean taken) {
    String copy = api.post(CAMPAIGN).header("Location") + "/copy";

    assertThat(api.post(copy, body).status() < 300).isEqualTo(taken);
    assertThat(described.violationsOfRequest("POST", ONE + "/copy", JSON, body).isEmpty())
        .isEqualTo(taken);
  }

  @Test
  void showsExamplesThatFit() {
    assertThat(described.violationsOfExamples()).isEmpty();
  }

  private Answer keyed(String key, String body) {
    return api.send("POST", ALL, body, "Content-Type", JSON, "Idempotency-Key", key);
  }

  private Answer restored(String campaign, String... headers) {
    return api.send("POST", campaign + "/restore", null, headers);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"name\": \"t\", \"role\": \"job\"}                             | true",
        "{\"name\": \"t\", \"role\": \"job\", \"expires_in_days\": 366}   | true",
        "{\"name\": \"t\", \"role\": \"job\", \"expires_in_days\": 367}   | false",
        "{\"name\": \"t\", \"role\": \"job\", \"expires_in_days\": 0}     | false",
        "{\"name\": \"t\", \"role\": \"root\"}                            | false",
        "{\"name\": \" t\", \"role\": \"job\"}                            | false",
        "{\"name\": \"\", \"role\": \"job\"}                              | false",
        "{\"name\": \"t\"}                                              | false",
        "{\"role\": \"job\"}                                            | false",
        "{\"name\": \"t\", \"role\": \"job\", \"colour\": \"red\"}        | false"
      })
  void takesAndRefusesTheTokensThatTheServiceDoes(String body, boolean taken) {
    Answer answer = api.post("/tokens", body);

    assertThat(answer.status() < 300).as(answer.response().body()).isEqualTo(taken);
    assertThat(described.violationsOfRequest("POST", "/tokens", JSON, body).isEmpty())
        .isEqualTo(taken);
  }

  private void fits(String method, String path, int status, Answer answer) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(described.violationsOfAnswer(method, path, answer)).isEmpty();
  }

  private Answer send(String method, String id, String body) {
    return api.send(
        method, path(method).replace("{id}", id), body, "Content-Type", mediaType(method));
  }

  private List<String> violations(String method, String body) {
    return described.violationsOfRequest(method, path(method), mediaType(method), body);
  }

  private static String path(String method) {
    return method.equals("POST") ? ALL : ONE;
  }

  private static String mediaType(String method) {
    return method.equals("PATCH") ? "application/merge-patch+json" : JSON;
  }

  private ObjectNode object(String text) {
    return (ObjectNode) json.readTree(text);
  }

  private static String golden() throws IOException {
    try (InputStream file = Campaign.class.getResourceAsStream("/golden/campaign.json")) {
      return new String(file.readAllBytes(), UTF_8);
    }
  }
}
