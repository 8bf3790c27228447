package io.propensity.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.ApiTest;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The database is lost while it is asked whose a token is. */
@ApiTest
class LostDatabaseTest {

  private final Api api;
  private final JdbcTemplate sql;
  private final TransactionTemplate transaction;

  LostDatabaseTest(
      @Autowired Api api, @Autowired JdbcTemplate sql, @Autowired TransactionTemplate transaction) {
    this.api = api;
    this.sql = sql;
    this.transaction = transaction;
  }

  @Test
  @Timeout(20)
  void isToldAsItIsAndNotAsAWrongToken() {
    Api viewer = Tokens.as(api, Role.VIEWER);

    transaction.executeWithoutResult(
        held -> {
          sql.execute("lock table api_token in access exclusive mode");
          var read = CompletableFuture.supplyAsync(() -> viewer.get("/campaigns?size=1"));
          loseTheConnectionThatWaits();

          assertThat(read.join().status()).isEqualTo(503);
          assertThat(read.join().header("Retry-After")).isEqualTo("5");
          assertThat(read.join().header("Content-Type")).isEqualTo("application/problem+json");
        });

    assertThat(viewer.get("/campaigns?size=1").status()).isEqualTo(200);
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
