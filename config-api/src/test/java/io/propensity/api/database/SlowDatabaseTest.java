package io.propensity.api.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.ApiTest;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;

/** A database that takes longer over a statement than the service has patience. */
@ApiTest
@TestPropertySource(
    properties =
        "spring.datasource.hikari.connection-init-sql=set lock_timeout = '3s'; set statement_timeout = '500ms'")
class SlowDatabaseTest {

  private final Api api;
  private final JdbcTemplate sql;
  private final String name = "slow-" + UUID.randomUUID();

  SlowDatabaseTest(@Autowired Api api, @Autowired JdbcTemplate sql) {
    this.api = api;
    this.sql = sql;
  }

  /** Each revision of the test's own campaign takes ten seconds. */
  @BeforeEach
  void slowDown() {
    sql.execute(
        """
        create function slow() returns trigger language plpgsql as
          $$ begin perform pg_sleep(10); return new; end $$;
        create trigger slow before insert on campaign_revision for each row
          when (new.name = '%s') execute function slow();
        """
            .formatted(name));
  }

  @AfterEach
  void recover() {
    sql.execute("drop trigger if exists slow on campaign_revision; drop function if exists slow()");
  }

  @Test
  @Timeout(30)
  void asksForPatienceAndDoesNothingTwice() {
    Answer slow = create();

    assertThat(slow.status()).isEqualTo(503);
    assertThat(slow.header("Retry-After")).isEqualTo("5");
    assertThat(slow.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(slow.text("detail")).isEqualTo("The database took too long; try again");
    assertThat(campaigns()).isZero();
    assertThat(api.get("/campaigns?size=1").status()).as("others go on").isEqualTo(200);

    recover();
    Answer again = create();
    assertThat(again.status()).isEqualTo(201);
    assertThat(create().id()).isEqualTo(again.id());
    assertThat(campaigns()).isEqualTo(1);
  }

  private Answer create() {
    return api.send(
        "POST",
        "/campaigns",
        """
        {"name": "%s", "model_path": "models/a/1", "audience_filter": "TRUE", "features": ["x"]}
        """
            .formatted(name),
        "Content-Type",
        "application/json",
        "Idempotency-Key",
        name);
  }

  private int campaigns() {
    return api.get("/campaigns?q=" + name).json().size();
  }
}
