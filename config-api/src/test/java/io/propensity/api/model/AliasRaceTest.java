package io.propensity.api.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Several who move one alias at once. */
@RegistryTest
class AliasRaceTest {

  private static final int WRITERS = 6;

  private final Api api;
  private final JdbcTemplate sql;
  private final TransactionTemplate transaction;
  private final String name = Published.name();

  AliasRaceTest(
      @Autowired Api api, @Autowired JdbcTemplate sql, @Autowired TransactionTemplate transaction) {
    this.api = api;
    this.sql = sql;
    this.transaction = transaction;
  }

  @BeforeEach
  void register() {
    for (int version = 1; version <= WRITERS; version++) {
      Published.version(name, version, 0.8, "rows");
      api.post("/models/" + name + "/versions", "{\"version\": %d}".formatted(version));
    }
  }

  @Test
  @Timeout(60)
  void moveItOneAfterTheOther() {
    List<CompletableFuture<Void>> writers =
        IntStream.rangeClosed(1, WRITERS)
            .mapToObj(version -> CompletableFuture.runAsync(() -> moveAround(version)))
            .toList();
    writers.forEach(CompletableFuture::join);

    JsonNode moves = api.get(address() + "/history?size=1000").json();
    assertThat(moves.size()).isGreaterThanOrEqualTo(WRITERS);
    for (int i = 0; i + 1 < moves.size(); i++) {
      assertThat(moves.get(i).path("from")).as("move %d", i).isEqualTo(moves.get(i + 1).path("to"));
    }
    assertThat(api.get("/models/" + name + "/aliases").json().at("/0/version"))
        .isEqualTo(moves.get(0).path("to"));
  }

  private void moveAround(int first) {
    for (int i = 0; i < 5; i++) {
      assertThat(assign(1 + (first + i) % WRITERS).status()).isEqualTo(200);
    }
  }

  @Test
  @Timeout(20)
  void areAskedForPatienceWhileOneDoesNotEnd() {
    assign(1);

    transaction.executeWithoutResult(
        held -> {
          sql.queryForList("select name from model where name = ? for update", name);
          Answer refused = assign(2);

          assertThat(refused.status()).isEqualTo(503);
          assertThat(refused.header("Retry-After")).isEqualTo("1");
          assertThat(refused.text("detail"))
              .isEqualTo("Model %s is being changed by somebody else; try again".formatted(name));
        });

    assertThat(assign(2).status()).isEqualTo(200);
  }

  private String address() {
    return "/models/" + name + "/aliases/champion";
  }

  private Answer assign(int version) {
    return api.send(
        "PUT",
        address(),
        "{\"version\": %d}".formatted(version),
        "Content-Type",
        "application/json");
  }
}
