package io.propensity.api.timer;

import io.propensity.api.database.Columns;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Sets timers within the transactions of what they are set for. The rows are written here, as
 * db-scheduler wants them: its own client would end the transaction where two set the same.
 */
@Component
public class Timers {

  private final JdbcClient jdbc;

  Timers(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Has work done at a time; where its key waits already, it goes on to wait for its own. */
  public void set(Lane lane, String work, String key, Instant at) {
    jdbc.sql(
            """
            insert into %s (task_name, task_instance, execution_time, picked, version)
            values (:work, :key, :at, false, 1)
            on conflict (task_name, task_instance) do nothing
            """
                .formatted(lane.table()))
        .param("work", work)
        .param("key", key)
        .param("at", Columns.timestamp(at))
        .update();
  }
}
