package io.propensity.api.schedule;

import io.propensity.api.database.Columns;
import io.propensity.api.run.RunStarter.Target;
import io.propensity.api.schedule.Kept.Written;
import io.propensity.api.schedule.Schedule.Last;
import io.propensity.run.RunId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Schedules in PostgreSQL; one that was deleted keeps its row, and is not found any more. */
@Repository
class ScheduleRows {

  private static final TypeReference<LinkedHashMap<String, Object>> OPTIONS =
      new TypeReference<>() {};
  private static final String SELECT =
      """
      select s.*, f.at as last_at, f.run_id as last_run, f.outcome as last_outcome
      from schedule s left join lateral (
        select at, run_id, outcome from schedule_firing
        where schedule_id = s.id order by at desc limit 1) f on true
      where s.deleted_at is null
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;

  ScheduleRows(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  long add(Plan plan, boolean paused, @Nullable Instant nextAt, Written by) {
    return jdbc.sql(
            """
            insert into schedule (campaign_id, pipeline, cron, time_zone, overlap, missed, options,
              paused, next_at, revision, created_at, created_by, updated_at, updated_by)
            values (:campaign, :pipeline, :cron, :zone, :overlap, :missed, :options::jsonb,
              :paused, :next, 1, :now, :by, :now, :by)
            returning id
            """)
        .param("campaign", plan.target().campaignId())
        .param("pipeline", plan.target().pipeline())
        .params(words(plan, paused, nextAt, by))
        .query(Long.class)
        .single();
  }

  /** Writes the next revision. */
  void change(long id, Plan plan, boolean paused, @Nullable Instant nextAt, Written by) {
    jdbc.sql(
            """
            update schedule set cron = :cron, time_zone = :zone, overlap = :overlap,
              missed = :missed, options = :options::jsonb, paused = :paused, next_at = :next,
              tries = 0, revision = revision + 1, updated_at = :now, updated_by = :by
            where id = :id
            """)
        .param("id", id)
        .params(words(plan, paused, nextAt, by))
        .update();
  }

  private Map<String, @Nullable Object> words(
      Plan plan, boolean paused, @Nullable Instant nextAt, Written by) {
    Map<String, @Nullable Object> words = new LinkedHashMap<>();
    words.put("cron", plan.cron().text());
    words.put("zone", plan.timeZone().getId());
    words.put("overlap", plan.overlap().text());
    words.put("missed", plan.missed().text());
    words.put("options", json.writeValueAsString(plan.options()));
    words.put("paused", paused);
    words.put("next", nextAt == null ? null : Columns.timestamp(nextAt));
    words.put("now", Columns.timestamp(by.at()));
    words.put("by", by.by());
    return words;
  }

  void delete(long id, Written by) {
    jdbc.sql(
            """
            update schedule set deleted_at = :now, next_at = null, revision = revision + 1,
              updated_at = :now, updated_by = :by
            where id = :id
            """)
        .param("now", Columns.timestamp(by.at()))
        .param("by", by.by())
        .param("id", id)
        .update();
  }

  /** Has a schedule wait for a firing, which was refused so often. */
  void await(long id, @Nullable Instant nextAt, int tries) {
    jdbc.sql("update schedule set next_at = :next, tries = :tries where id = :id")
        .param("next", nextAt == null ? null : Columns.timestamp(nextAt))
        .param("tries", tries)
        .param("id", id)
        .update();
  }

  Optional<Kept> find(long id) {
    return jdbc.sql(SELECT + " and s.id = :id")
        .param("id", id)
        .query((row, number) -> kept(row))
        .optional();
  }

  /** Waits until nobody else changes or fires it, and keeps others waiting until we are done. */
  Optional<Kept> lock(long id) {
    jdbc.sql("select id from schedule where id = :id for update")
        .param("id", id)
        .query(Long.class)
        .optional();
    return find(id);
  }

  /** Keeps other firings of what is run waiting until we are done. */
  void alone(Target target) {
    jdbc.sql("select pg_advisory_xact_lock(hashtext(:target))")
        .param("target", "schedules of " + target)
        .query((row, number) -> true)
        .single();
  }

  /** Newest first; at most one more than a page holds. */
  List<Kept> list(ScheduleQuery query) {
    return jdbc.sql(
            SELECT
                + """
                and s.id < :before
                and (cast(:campaign as bigint) is null or s.campaign_id = cast(:campaign as bigint))
                and (cast(:pipeline as text) is null or s.pipeline = cast(:pipeline as text))
                order by s.id desc limit :most
                """)
        .param("before", query.before())
        .param("campaign", query.campaign())
        .param("pipeline", query.pipeline())
        .param("most", query.size() + 1)
        .query((row, number) -> kept(row))
        .list();
  }

  /** The next firing of each campaign that has one. */
  Map<Long, Instant> next(Collection<Long> campaigns) {
    Map<Long, Instant> next = new HashMap<>();
    if (!campaigns.isEmpty()) {
      jdbc.sql(
              """
              select campaign_id, min(next_at) as next_at from schedule
              where campaign_id in (:campaigns) and deleted_at is null and next_at is not null
              group by campaign_id
              """)
          .param("campaigns", campaigns)
          .query(
              (RowCallbackHandler)
                  row -> next.put(row.getLong("campaign_id"), Columns.instant(row, "next_at")));
    }
    return next;
  }

  private Kept kept(ResultSet row) throws SQLException {
    Plan plan =
        new Plan(
            new Target(row.getObject("campaign_id", Long.class), row.getString("pipeline")),
            Cron.of(row.getString("cron")),
            ZoneId.of(row.getString("time_zone")),
            Overlap.named(row.getString("overlap")).orElseThrow(),
            Missed.named(row.getString("missed")).orElseThrow(),
            options(row.getString("options")));
    return new Kept(
        row.getLong("id"),
        plan,
        row.getBoolean("paused"),
        Columns.nullableInstant(row, "next_at"),
        row.getInt("tries"),
        last(row),
        row.getInt("revision"),
        new Written(Columns.instant(row, "created_at"), row.getString("created_by")),
        new Written(Columns.instant(row, "updated_at"), row.getString("updated_by")));
  }

  private static @Nullable Last last(ResultSet row) throws SQLException {
    Instant at = Columns.nullableInstant(row, "last_at");
    if (at == null) {
      return null;
    }
    String run = row.getString("last_run");
    return new Last(
        at, run == null ? null : new RunId(run), Outcome.valueOf(row.getString("last_outcome")));
  }

  /** Whole numbers as they were read of the request, so that both are equal. */
  private Map<String, Object> options(String text) {
    return json.readerFor(OPTIONS).with(DeserializationFeature.USE_LONG_FOR_INTS).readValue(text);
  }
}
