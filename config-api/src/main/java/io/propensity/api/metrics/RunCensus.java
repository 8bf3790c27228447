package io.propensity.api.metrics;

import io.propensity.api.database.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the table of runs says of all of them. Each question is one of an index. */
@Repository
class RunCensus {

  private final JdbcClient jdbc;

  RunCensus(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** How many runs of a kind are in a state. */
  record Count(String kind, String state, long runs) {}

  /**
   * One attempt that is over.
   *
   * @param drift the greatest population stability index of a feature or the scores; null where the
   *     run told none
   */
  record Ended(
      String runId,
      int attempt,
      String kind,
      String state,
      Instant finishedAt,
      Duration took,
      @Nullable Double drift) {}

  /** When a campaign was last scored by its schedule. */
  record Success(long campaign, Instant at) {}

  List<Count> underWay() {
    return jdbc.sql(
            """
            select kind, state, count(*) as runs from run
            where state in ('QUEUED', 'RUNNING') group by kind, state
            """)
        .query(
            (row, number) ->
                new Count(row.getString("kind"), row.getString("state"), row.getLong("runs")))
        .list();
  }

  /** Since when the first of the queue waits. */
  Optional<Instant> waitingSince() {
    return jdbc.sql("select queued_at from run where state = 'QUEUED' order by queued_at limit 1")
        .query((row, number) -> Columns.instant(row, "queued_at"))
        .optional();
  }

  /** Those that ended after a time. */
  List<Ended> endedAfter(Instant time) {
    return jdbc.sql(
            """
            select run_id, attempt, kind, state, started_at, finished_at, greatest(
                (report -> 'scoring' ->> 'score_psi')::double precision,
                (select max((feature.value ->> 'psi')::double precision)
                 from jsonb_each(coalesce(report -> 'scoring' -> 'drift', '{}')) feature)) as drift
            from run where finished_at > :time
            """)
        .param("time", Columns.timestamp(time))
        .query(RunCensus::ended)
        .list();
  }

  private static Ended ended(ResultSet row, int number) throws SQLException {
    Instant finishedAt = Columns.instant(row, "finished_at");
    Instant startedAt = Columns.nullableInstant(row, "started_at");
    return new Ended(
        row.getString("run_id"),
        row.getInt("attempt"),
        row.getString("kind"),
        row.getString("state"),
        finishedAt,
        startedAt == null ? Duration.ZERO : Duration.between(startedAt, finishedAt),
        row.getObject("drift", Double.class));
  }

  /**
   * Active campaigns with a schedule that is not paused, whose runs are called {@code
   * r-sNUMBER-...}: when one last succeeded since a time, or when the schedule was last changed, if
   * that was later or none did.
   */
  List<Success> scheduledSince(Instant time) {
    return jdbc.sql(
            """
            select s.campaign_id, greatest(max(s.updated_at), max(done.at)) as at
            from schedule s
              join campaign c on c.id = s.campaign_id and c.archived_at is null
              join campaign_revision now on now.campaign_id = c.id and now.revision = c.revision
              left join (
                select campaign_id, max(finished_at) as at from run
                where created_at > :time and run_id ~ '^r-s[0-9]+-' and state = 'SUCCEEDED'
                group by campaign_id) done on done.campaign_id = s.campaign_id
            where s.deleted_at is null and not s.paused and now.is_active
            group by s.campaign_id order by s.campaign_id
            """)
        .param("time", Columns.timestamp(time))
        .query((row, number) -> new Success(row.getLong("campaign_id"), Columns.instant(row, "at")))
        .list();
  }
}
