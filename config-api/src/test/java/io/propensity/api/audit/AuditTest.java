package io.propensity.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.ApiTest;
import io.propensity.api.security.Tokens;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** Each test is a caller of its own, whose rows it reads. */
@ApiTest
class AuditTest {

  private static final String CAMPAIGN =
      """
      {"name": "n", "model_path": "models/a/1", "audience_filter": "TRUE", "features": ["x"]}
      """;

  private final Api admin;
  private final Audit audit;
  private final JdbcTemplate sql;
  private final Api api;
  private final String caller;

  AuditTest(@Autowired Api admin, @Autowired Audit audit, @Autowired JdbcTemplate sql) {
    this.admin = admin;
    this.audit = audit;
    this.sql = sql;
    Answer token = Tokens.created(admin, "auditor", "editor");
    this.api = admin.as(token.text("token"));
    this.caller = "token:" + token.id() + "/auditor";
  }

  @Test
  void tellsWhoWroteWhatAndWhatCameOfIt() {
    Answer created = api.send("POST", "/campaigns", CAMPAIGN, json("X-Request-Id", "my-request.1"));
    long id = created.id();
    api.patch(id, "{\"name\": \"m\"}", "If-Match", "\"1\"");
    api.patch(id, "{\"name\": \"o\"}", "If-Match", "\"1\"");
    api.post("{}");
    api.delete(id);
    api.get("/campaigns?size=1");

    assertThat(created.header("X-Request-Id")).isEqualTo("my-request.1");
    List<JsonNode> rows = rows("");
    assertThat(rows)
        .extracting(row -> row.path("method").asString() + " " + row.path("path").asString())
        .containsExactly(
            "DELETE /campaigns/" + id,
            "POST /campaigns",
            "PATCH /campaigns/" + id,
            "PATCH /campaigns/" + id,
            "POST /campaigns");
    assertThat(rows)
        .extracting(row -> row.path("status").intValue())
        .containsExactly(204, 400, 412, 200, 201);
    assertThat(rows)
        .extracting(row -> row.path("what").asString("-"))
        .containsExactly(
            "campaign %d revision 3".formatted(id),
            "-",
            "-",
            "campaign %d revision 2".formatted(id),
            "campaign %d revision 1".formatted(id));
    JsonNode first = rows.get(4);
    assertThat(first.path("caller").asString()).isEqualTo(caller);
    assertThat(first.path("role").asString()).isEqualTo("editor");
    assertThat(first.path("request_id").asString()).isEqualTo("my-request.1");
    assertThat(first.path("remote").asString()).isEqualTo("127.0.0.1");
    assertThat(first.path("times").intValue()).isEqualTo(1);
    assertThat(Instant.parse(first.path("at").asString()))
        .isBetween(Instant.now().minusSeconds(60), Instant.now());
  }

  @Test
  void givesARequestANameWhereItHasNoneThatIsFit() {
    Answer named = api.get("/campaigns?size=1", "X-Request-Id", "not fit for a log <b>");

    assertThat(UUID.fromString(named.header("X-Request-Id"))).isNotNull();
  }

  @Test
  void countsRefusalsOfOneCaller() {
    for (int i = 0; i < 5; i++) {
      assertThat(api.get("/tokens").status()).isEqualTo(403);
    }
    audit.writeCounts();

    assertThat(rows(""))
        .extracting(row -> row.path("status").intValue() + " " + row.path("times").intValue())
        .containsExactly("403 4", "403 1");
  }

  @Test
  void tellsThatStrangersWereRefused() {
    audit.writeCounts();
    Instant start = now();
    admin.as("x").get("/campaigns?password=hunter2");
    audit.writeCounts();

    List<JsonNode> rows = rows("anonymous", "&since=" + start);
    assertThat(rows).isNotEmpty();
    assertThat(rows.get(0).path("status").intValue()).isEqualTo(401);
    assertThat(rows.toString()).doesNotContain("hunter2");
  }

  @Test
  void acknowledgesNoWriteThatItDoesNotTellOf() {
    sql.execute("alter table audit_entry rename to audit_entry_hidden");
    Answer refused;
    try {
      refused = api.post(CAMPAIGN);
      assertThat(api.get("/campaigns?size=1").status()).as("reads go on").isEqualTo(200);
    } finally {
      sql.execute("alter table audit_entry_hidden rename to audit_entry");
    }

    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.header("Retry-After")).isEqualTo("5");
    assertThat(refused.header("Location")).isEmpty();
    assertThat(refused.header("ETag")).isEmpty();
    assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(refused.text("detail"))
        .isEqualTo(
            "The audit log cannot be written; look whether the change was made, then try again");
    assertThat(refused.header("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @Test
  void isReadAPageAtATimeNewestFirst() {
    for (int i = 0; i < 5; i++) {
      api.post("{}");
    }
    List<Long> all = ids(admin.get("/audit?caller=" + caller));

    List<Long> paged = new ArrayList<>();
    String next = "/audit?size=2&caller=" + caller;
    while (!next.isEmpty()) {
      Answer page = admin.get(next);
      paged.addAll(ids(page));
      next = page.header("Link").replaceAll("<http://[^/]*([^>]*)>; rel=\"next\"", "$1");
    }

    assertThat(all).hasSize(5).isSortedAccordingTo((a, b) -> Long.compare(b, a));
    assertThat(paged).isEqualTo(all);
  }

  @Test
  void isReadForATime() {
    api.post("{}");
    Instant between = now();
    api.post("{}");

    assertThat(rows("&since=" + between)).hasSize(1);
    assertThat(rows("&until=" + between)).hasSize(1);
    assertThat(rows("&since=" + between + "&until=" + between)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "since=yesterday, since",
    "until=2026-11-20, until",
    "before=x, before",
    "size=0, size",
    "size=1001, size",
    "status=401, status",
    "caller=a&caller=b, caller",
    "since=-1000000000-01-01T00:00:00Z, since",
    "before=999999999999999999-1, before"
  })
  void refusesWrongParametersByName(String query, String field) {
    Answer refused = admin.get("/audit?" + query);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().path("errors").path(0).path("field").asString()).isEqualTo(field);
  }

  private List<JsonNode> rows(String query) {
    return rows(caller, query);
  }

  private List<JsonNode> rows(String of, String query) {
    return admin.get("/audit?caller=" + of + query).json().valueStream().toList();
  }

  private static List<Long> ids(Answer answer) {
    return answer.json().valueStream().map(row -> row.path("id").longValue()).toList();
  }

  /** After what was written before, and before what is written after. */
  private static Instant now() {
    Instant now = Instant.now();
    while (!Instant.now().isAfter(now.plusMillis(1))) {
      Thread.onSpinWait();
    }
    return now.plusNanos(500_000);
  }

  private static String[] json(String name, String value) {
    return new String[] {"Content-Type", "application/json", name, value};
  }
}
