package io.propensity.api.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.ApiTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

@ApiTest
class KeySweepTest {

  private final KeySweep sweep;
  private final JdbcTemplate sql;
  private final String caller = UUID.randomUUID().toString();

  KeySweepTest(@Autowired KeySweep sweep, @Autowired JdbcTemplate sql) {
    this.sweep = sweep;
    this.sql = sql;
  }

  @Test
  void removesAllThatIsOlderThanADay() {
    add("old-", 2 * KeyRepository.MOST_FORGOTTEN + 1, "24:01");
    add("young-", 3, "23:59");

    sweep.sweep();

    assertThat(
            sql.queryForList(
                "select key from idempotency_key where caller = ? order by key",
                String.class,
                caller))
        .containsExactly("young-1", "young-2", "young-3");
  }

  private void add(String prefix, int keys, String age) {
    sql.update(
        """
        insert into idempotency_key (caller, key, request, created_at)
        select ?, ? || number, repeat('0', 64), now() - ?::interval
        from generate_series(1, ?) as number
        """,
        caller,
        prefix,
        age,
        keys);
  }
}
