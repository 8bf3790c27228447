package io.propensity.api.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.ApiTest;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

@ApiTest
class IdempotencyKeyTest {

  private final Api api;
  private final JdbcTemplate sql;
  private final TransactionTemplate transaction;
  private final String key = UUID.randomUUID().toString();
  private final String name = Campaigns.unique("once");

  IdempotencyKeyTest(
      @Autowired Api api, @Autowired JdbcTemplate sql, @Autowired TransactionTemplate transaction) {
    this.api = api;
    this.sql = sql;
    this.transaction = transaction;
  }

  @Test
  void answersARepeatedRequestAsItDidTheFirst() {
    Answer first = post(Campaigns.named(name));
    api.patch(first.id(), "{\"is_active\": false}");

    Answer again = post(Campaigns.named(name));

    assertThat(first.header("Idempotent-Replayed")).isEmpty();
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(again.header("Location")).isEqualTo(first.header("Location"));
    assertThat(again.header("ETag")).isEqualTo("\"1\"");
    assertThat(again.response().body()).isEqualTo(first.response().body());
    assertThat(campaigns()).isEqualTo(1);
  }

  @Test
  void makesOneCampaignOfManyRequestsAtOnce() throws Exception {
    List<Answer> answers = AtOnce.send(20, i -> post(Campaigns.named(name)));

    assertThat(answers).extracting(Answer::status).containsOnly(201);
    assertThat(answers.stream().map(Answer::id).distinct()).hasSize(1);
    assertThat(answers)
        .extracting(answer -> answer.header("Idempotent-Replayed"))
        .containsOnlyOnce("");
    assertThat(campaigns()).isEqualTo(1);
  }

  @Test
  void makesOneCopyHoweverOftenItIsAsked() {
    String copy = api.post(Campaigns.named(name)).header("Location") + "/copy";

    Answer first = post(copy, "{}");
    Answer again = post(copy, null);

    assertThat(again.status()).isEqualTo(201);
    assertThat(again.header("Location")).isEqualTo(first.header("Location"));
    assertThat(campaigns()).isEqualTo(2);
    assertThat(post(copy, "{\"name\": \"n\"}").status()).isEqualTo(422);
    assertThat(post(copy.replace("/copy", "/copy/"), "{}").id()).isEqualTo(first.id());
  }

  @Test
  void takesARequestForTheSameWhateverItsWhiteSpaceAndOrder() {
    Answer first =
        post(
            """
            {"name": "%s", "model_path": "models/a/1", "audience_filter": "TRUE", "features": ["x", "y"]}
            """
                .formatted(name));

    Answer again =
        post(
            """
            {"features":["x","y"],"audience_filter":"TRUE",
             "model_path":"models\\/a\\/1","name":"%s"}
            """
                .formatted(name));

    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(again.id()).isEqualTo(first.id());
  }

  @Test
  void refusesAnotherRequestWithAKeyThatWasUsed() {
    Answer first = post(Campaigns.named(name));
    String copy = first.header("Location") + "/copy";

    Answer other =
        post(Campaigns.named(name).replace("\"age\", \"country\"", "\"country\", \"age\""));

    assertThat(other.status()).isEqualTo(422);
    assertThat(other.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(other.text("detail"))
        .startsWith("This Idempotency-Key was used for another request within the last 24 hours");
    assertThat(post(copy, Campaigns.named(name)).status()).isEqualTo(422);
    assertThat(campaigns()).isEqualTo(1);
  }

  @Test
  void leavesTheKeyOfARefusedRequestFree() {
    assertThat(post("{}").status()).isEqualTo(400);
    assertThat(post("/campaigns/987654321/copy", "{}").status()).isEqualTo(404);

    Answer mended = post(Campaigns.named(name));

    assertThat(mended.status()).isEqualTo(201);
    assertThat(mended.header("Idempotent-Replayed")).isEmpty();
  }

  @Test
  void refusesTheDeepestBodyLikeAnyOther() {
    assertThat(post("{\"name\": %s%s}".formatted("[".repeat(499), "]".repeat(499))).status())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "a\ttab"})
  void refusesAKeyThatIsNone(String none) {
    Answer answer = post("/campaigns", Campaigns.named(name), none);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("detail"))
        .isEqualTo("Idempotency-Key wants 1 to 200 visible ASCII characters, such as a UUID");
    assertThat(campaigns()).isZero();
  }

  @Test
  void takesTwoHundredCharactersOfKeyAndNoMore() {
    String long200 = (key + "~!\"{}").repeat(5).substring(0, 200);

    assertThat(post("/campaigns", Campaigns.named(name), long200).status()).isEqualTo(201);
    assertThat(post("/campaigns", Campaigns.named(name), long200 + "x").status()).isEqualTo(400);
  }

  @Test
  void forgetsAKeyAfterADay() {
    Answer first = post(Campaigns.named(name));
    age("23:59");
    assertThat(post(Campaigns.named(name)).id()).isEqualTo(first.id());
    age("00:02");

    Answer next = post(Campaigns.named(name));

    assertThat(next.status()).isEqualTo(201);
    assertThat(next.header("Idempotent-Replayed")).isEmpty();
    assertThat(next.id()).isNotEqualTo(first.id());
    assertThat(post(Campaigns.named(name)).id()).isEqualTo(next.id());
  }

  @Test
  @Timeout(20)
  void asksForPatienceWhileTheFirstRequestIsUnderWay() {
    transaction.executeWithoutResult(
        held -> {
          sql.update(
              """
              insert into idempotency_key (caller, key, request, created_at)
              values ('bootstrap', ?, repeat('0', 64), now())
              """,
              key);

          Answer early = post(Campaigns.named(name));

          assertThat(early.status()).isEqualTo(409);
          assertThat(early.header("Retry-After")).isEqualTo("1");
          assertThat(early.text("detail"))
              .isEqualTo(
                  "The first request with this Idempotency-Key is still under way; send it again");
          held.setRollbackOnly();
        });

    assertThat(post(Campaigns.named(name)).status()).isEqualTo(201);
  }

  @Test
  @Timeout(20)
  void makesTheCampaignAfterACrashInTheMiddle() {
    transaction.executeWithoutResult(
        held -> {
          sql.execute("lock table campaign_revision in exclusive mode");
          var first = CompletableFuture.supplyAsync(() -> post(Campaigns.named(name)));
          loseTheConnectionThatWaits();

          assertThat(first.join().status()).isEqualTo(503);
        });

    Answer again = post(Campaigns.named(name));

    assertThat(again.status()).isEqualTo(201);
    assertThat(again.header("Idempotent-Replayed")).isEmpty();
    assertThat(campaigns()).isEqualTo(1);
  }

  private void loseTheConnectionThatWaits() {
    String lose =
        """
        select pg_terminate_backend(pid) from pg_locks
        where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))
        """;
    while (sql.queryForList(lose).isEmpty()) {
      Thread.onSpinWait();
    }
  }

  private Answer post(String body) {
    return post("/campaigns", body);
  }

  private Answer post(String path, @Nullable String body) {
    return post(path, body, key);
  }

  private Answer post(String path, @Nullable String body, String idempotencyKey) {
    return api.send(
        "POST", path, body, "Content-Type", "application/json", "Idempotency-Key", idempotencyKey);
  }

  private void age(String interval) {
    sql.update(
        "update idempotency_key set created_at = created_at - ?::interval where key = ?",
        interval,
        key);
  }

  /** How many campaigns the name or a copy of it has. */
  private int campaigns() {
    return api.get("/campaigns?size=1000&q=" + name.replace(" ", "%20")).json().size();
  }
}
