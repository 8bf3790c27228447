package io.propensity.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.ApiTest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

@ApiTest
class TokenLifeTest {

  private final Api api;
  private final JdbcTemplate sql;

  TokenLifeTest(@Autowired Api api, @Autowired JdbcTemplate sql) {
    this.api = api;
    this.sql = sql;
  }

  @Test
  void isShownOnceAndKeptByItsHash() {
    Answer created = Tokens.created(api, "nightly", "job");
    String secret = created.text("token");

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.header("Location")).isEqualTo("/tokens/" + created.id());
    assertThat(created.response().headers().allValues("Cache-Control")).contains("no-store");
    assertThat(secret).startsWith(created.text("prefix"));
    assertThat(created.text("created_by")).isEqualTo("bootstrap");
    assertThat(api.get("/tokens").response().body())
        .contains(created.text("prefix"))
        .doesNotContain(secret);
    assertThat(row(created.id()).toString())
        .contains(TokenHash.of(secret).hex())
        .doesNotContain(secret);
  }

  @Test
  void livesForNinetyDaysUnlessTold() {
    Answer plain = Tokens.created(api, "plain", "viewer");
    Answer short7 = create("{\"name\": \"a\", \"role\": \"viewer\", \"expires_in_days\": 7}");
    Instant day = Instant.now().plus(Duration.ofDays(30)).truncatedTo(ChronoUnit.SECONDS);
    Answer at = create("{\"name\": \"a\", \"role\": \"viewer\", \"expires_at\": \"" + day + "\"}");

    assertThat(life(plain)).isEqualTo(Duration.ofDays(90));
    assertThat(life(short7)).isEqualTo(Duration.ofDays(7));
    assertThat(at.text("expires_at")).isEqualTo(day.toString());
  }

  @Test
  void isGoodUntilItIsRevoked() {
    Answer created = Tokens.created(api, "to be revoked", "viewer");
    Api owner = api.as(created.text("token"));
    assertThat(owner.get("/campaigns?size=1").status()).isEqualTo(200);

    Answer revoked = revoke(created.id());

    assertThat(revoked.status()).isEqualTo(204);
    assertThat(owner.get("/campaigns?size=1").status()).isEqualTo(401);
    assertThat(revoke(created.id()).status()).as("again").isEqualTo(204);
    assertThat(listed(created.id()).path("revoked_by").asString()).isEqualTo("bootstrap");
  }

  @Test
  void isRevokedElsewhereWithinASecond() throws InterruptedException {
    Answer created = Tokens.created(api, "revoked by another instance", "viewer");
    Api owner = api.as(created.text("token"));
    assertThat(owner.get("/campaigns?size=1").status()).isEqualTo(200);

    sql.update("update api_token set revoked_at = now() where id = ?", created.id());
    Thread.sleep(1_100);

    assertThat(owner.get("/campaigns?size=1").status()).isEqualTo(401);
  }

  @Test
  void isGoodUntilItExpires() {
    String secret = expired();

    Answer refused = api.as(secret).get("/campaigns?size=1");

    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.text("detail")).isEqualTo("The token is wrong, expired or revoked");
  }

  @Test
  void tellsWhenItWasLastUsedToTheMinute() {
    Answer created = Tokens.created(api, "used", "viewer");
    assertThat(listed(created.id()).path("last_used_at").isNull()).isTrue();

    api.as(created.text("token")).get("/campaigns?size=1");
    long writes = writes(created.id());
    for (int i = 0; i < 5; i++) {
      api.as(created.text("token")).get("/campaigns?size=1");
    }

    Instant used = Instant.parse(listed(created.id()).path("last_used_at").asString());
    assertThat(used.getEpochSecond() % 60).isZero();
    assertThat(used).isBetween(Instant.now().minusSeconds(120), Instant.now());
    boolean sameMinute = used.plusSeconds(60).isAfter(Instant.now());
    assertThat(writes(created.id()) == writes || !sameMinute).as("one write a minute").isTrue();
  }

  @Test
  void listsTheNewestFirstAPageAtATime() {
    long older = Tokens.created(api, "older", "viewer").id();
    long newer = Tokens.created(api, "newer", "viewer").id();

    Answer first = api.get("/tokens?size=1&before=" + (newer + 1));
    assertThat(ids(first)).containsExactly(newer);
    String next = first.header("Link").replaceAll("<http://[^/]*([^>]*)>; rel=\"next\"", "$1");
    assertThat(ids(api.get(next))).containsExactly(older);
    assertThat(api.get("/tokens?before=1").header("Link")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                                   | name",
        "{'name': 'a'}                                        | role",
        "{'name': '', 'role': 'job'}                          | name",
        "{'name': 'a/b', 'role': 'job'}                       | name",
        "{'name': 7, 'role': 'job'}                           | name",
        "{'name': 'a', 'role': 'root'}                        | role",
        "{'name': 'a', 'role': ['job']}                       | role",
        "{'name': 'a', 'role': 'job', 'expires_in_days': 0}   | expires_in_days",
        "{'name': 'a', 'role': 'job', 'expires_in_days': 367} | expires_in_days",
        "{'name': 'a', 'role': 'job', 'expires_in_days': 1.5} | expires_in_days",
        "{'name': 'a', 'role': 'job', 'expires_at': 'never'}  | expires_at",
        "{'name': 'a', 'role': 'job', 'expires_at': '2020-01-01T00:00:00Z'} | expires_at",
        "{'name': 'a', 'role': 'job', 'expires_at': '2999-01-01T00:00:00Z'} | expires_at",
        "{'name': 'a', 'role': 'job', 'expires_in_days': 1, 'expires_at': '2999-01-01T00:00:00Z'} | expires_at",
        "{'name': 'a', 'role': 'job', 'scope': 'all'}         | scope"
      })
  void refusesATokenThatIsNotWell(String body, String field) {
    Answer refused = create(body.replace('\'', '"'));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().path("errors").path(0).path("field").asString()).isEqualTo(field);
  }

  @Test
  void namesEverythingThatIsWrongAtOnce() {
    assertThat(create("{\"expires_in_days\": 0}").json().path("errors").size()).isEqualTo(3);
    assertThat(create("[]").status()).isEqualTo(400);
  }

  @Test
  void knowsNoTokenThatWasNeverMade() {
    assertThat(revoke(987654321).status()).isEqualTo(404);
    assertThat(api.send("DELETE", "/tokens/x", null).status()).isEqualTo(404);
    assertThat(api.get("/tokens?size=0&page=1").json().path("errors").size()).isEqualTo(2);
  }

  /** A token that an admin made two days ago for a day. */
  private String expired() {
    TokenSecret secret = TokenSecret.random(new SecureRandom());
    sql.update(
        """
        insert into api_token (name, role, prefix, hash, created_at, created_by, expires_at)
        values (?, 'viewer', ?, ?, now() - interval '2 days', 'test', now() - interval '1 day')
        """,
        "expired " + UUID.randomUUID(),
        secret.prefix(),
        secret.hash().hex());
    return secret.text();
  }

  private Answer create(String body) {
    return api.post("/tokens", body);
  }

  private Answer revoke(long id) {
    return api.send("DELETE", "/tokens/" + id, null);
  }

  private JsonNode listed(long id) {
    return api.get("/tokens?size=1&before=" + (id + 1)).json().path(0);
  }

  private Map<String, Object> row(long id) {
    return sql.queryForMap("select * from api_token where id = ?", id);
  }

  /** The transaction that made this version of the row. */
  private long writes(long id) {
    Long number =
        sql.queryForObject("select xmin::text::bigint from api_token where id = ?", Long.class, id);
    return number == null ? 0 : number;
  }

  private static Duration life(Answer token) {
    return Duration.between(
        Instant.parse(token.text("created_at")), Instant.parse(token.text("expires_at")));
  }

  private static List<Long> ids(Answer answer) {
    return answer.json().valueStream().map(token -> token.path("id").longValue()).toList();
  }
}
