package io.propensity.api.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.ApiTest;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** A campaign whose row another client of the database holds, and does not let go. */
@ApiTest
class BlockedChangeTest {

  private final Api api;
  private final JdbcTemplate sql;
  private final TransactionTemplate transaction;

  BlockedChangeTest(
      @Autowired Api api, @Autowired JdbcTemplate sql, @Autowired TransactionTemplate transaction) {
    this.api = api;
    this.sql = sql;
    this.transaction = transaction;
  }

  @Test
  @Timeout(20)
  void asksForPatienceAndLosesNothing() {
    long id = api.post(Campaigns.any()).id();

    transaction.executeWithoutResult(
        held -> {
          sql.queryForList("select id from campaign where id = ? for update", id);
          Answer refused = api.patch(id, "{\"name\": \"n\"}");

          assertThat(refused.status()).isEqualTo(503);
          assertThat(refused.header("Retry-After")).isEqualTo("1");
          assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
          assertThat(refused.text("detail"))
              .isEqualTo("What is to be changed is being changed by somebody else; try again");
          assertThat(api.get("/campaigns/" + id).header("ETag")).isEqualTo("\"1\"");
        });

    assertThat(api.patch(id, "{\"name\": \"n\"}").header("ETag")).isEqualTo("\"2\"");
  }

  @Test
  @Timeout(20)
  void saysThatTheDatabaseWasLostInTheMiddle() {
    long id = api.post(Campaigns.any()).id();

    transaction.executeWithoutResult(
        held -> {
          sql.queryForList("select id from campaign where id = ? for update", id);
          var change = CompletableFuture.supplyAsync(() -> api.patch(id, "{\"name\": \"n\"}"));
          loseTheConnectionThatWaits();

          assertThat(change.join().status()).isEqualTo(503);
          assertThat(change.join().header("Retry-After")).isEqualTo("5");
          assertThat(change.join().text("detail"))
              .isEqualTo("The database does not answer; try again");
        });

    assertThat(api.get("/campaigns/" + id).header("ETag")).isEqualTo("\"1\"");
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
}
