package io.propensity.api.schedule;

import io.propensity.api.database.Columns;
import io.propensity.run.RunId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What became of each firing. Only one that failed is ever written again. */
@Repository
class FiringRows {

  private final JdbcClient jdbc;

  FiringRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Keeps what was decided, unless something other than a failure was decided before. */
  void keep(long schedule, Firing firing) {
    RunId run = firing.runId();
    jdbc.sql(
            """
            insert into schedule_firing
              (schedule_id, at, outcome, run_id, reason, tries, decided_at)
            values (:schedule, :at, :outcome, :run, :reason, :tries, :decided)
            on conflict (schedule_id, at) do update
            set outcome = excluded.outcome, run_id = excluded.run_id, reason = excluded.reason,
              tries = excluded.tries, decided_at = excluded.decided_at
            where schedule_firing.outcome = 'FAILED'
            """)
        .param("schedule", schedule)
        .param("at", Columns.timestamp(firing.at()))
        .param("outcome", firing.outcome().name())
        .param("run", run == null ? null : run.value())
        .param("reason", firing.reason())
        .param("tries", firing.tries())
        .param("decided", Columns.timestamp(firing.decidedAt()))
        .update();
  }

  /** Newest first; at most one more than a page holds. */
  List<Firing> list(long schedule, Instant before, int most) {
    return jdbc.sql(
            """
            select * from schedule_firing where schedule_id = :schedule and at < :before
            order by at desc limit :most
            """)
        .param("schedule", schedule)
        .param("before", Columns.timestamp(before))
        .param("most", most)
        .query((row, number) -> firing(row))
        .list();
  }

  private static Firing firing(ResultSet row) throws SQLException {
    String run = row.getString("run_id");
    return new Firing(
        Columns.instant(row, "at"),
        Outcome.valueOf(row.getString("outcome")),
        run == null ? null : new RunId(run),
        row.getString("reason"),
        row.getInt("tries"),
        Columns.instant(row, "decided_at"));
  }
}
