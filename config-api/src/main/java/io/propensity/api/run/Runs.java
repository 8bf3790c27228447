package io.propensity.api.run;

import io.propensity.api.audit.RequestId;
import io.propensity.api.database.Columns;
import io.propensity.api.run.event.RunEnd;
import io.propensity.api.run.event.RunListener;
import io.propensity.api.run.launch.Handle;
import io.propensity.model.ModelVersion;
import io.propensity.report.RunKind;
import io.propensity.report.RunNotice;
import io.propensity.report.RunReport;
import io.propensity.report.StepProgress;
import io.propensity.run.RunId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs in PostgreSQL. Each change names the state that it starts from, so that of two at once one
 * finds nothing to change; a run that is over stays as it is.
 */
@Repository
class Runs {

  private static final String COLUMNS =
      """
      run_id, kind, campaign_id, campaign_revision, pipeline, options, state, attempt, requested_by,
      launcher, created_at, started_at, finished_at, cancel_requested_at, progress, exit_code, message,
      model_name, model_version, snapshots, report_location
      """;
  private static final TypeReference<LinkedHashMap<String, Object>> OPTIONS =
      new TypeReference<>() {};

  private static final TypeReference<TreeMap<String, Long>> SNAPSHOTS = new TypeReference<>() {};
  private static final String GIVEN_UP =
      "Nothing was heard of it for long: its process was killed, or it and the service that started"
          + " it cannot reach the database";

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final List<RunListener> listeners;

  Runs(JdbcClient jdbc, JsonMapper json, List<RunListener> listeners) {
    this.jdbc = jdbc;
    this.json = json;
    this.listeners = List.copyOf(listeners);
  }

  /** A run that this service launched, and by what it is known. */
  record Launched(Run run, @Nullable Handle handle) {}

  /** Puts a run into the queue, unless there is one of its id. */
  boolean add(RunOrder order, String launcher, Instant now) {
    return insert(order, launcher, RunStatus.QUEUED, null, now) == 1;
  }

  /** Whether as many runs wait as may, or more. */
  boolean isFull(int queue) {
    return jdbc.sql(
                """
                select count(*) from (
                  select 1 from run where state = 'QUEUED' limit :queue) waiting
                """)
            .param("queue", queue)
            .query(Integer.class)
            .single()
        >= queue;
  }

  /** Notes a run that somebody started by hand, unless there is one of its id. */
  boolean register(RunOrder order, Instant startedAt, Instant now) {
    return insert(order, null, RunStatus.RUNNING, startedAt, now) == 1;
  }

  private int insert(
      RunOrder order,
      @Nullable String launcher,
      RunStatus state,
      @Nullable Instant startedAt,
      Instant now) {
    return jdbc.sql(
            """
            insert into run (run_id, kind, campaign_id, campaign_revision, pipeline, model_name,
              model_version, options, state, attempt, requested_by, launcher, created_at, queued_at, started_at, heard_at,
              request_id)
            values (:id, :kind, :campaign, :revision, :pipeline, :model, :version, :options::jsonb,
              :state, 1, :by, :launcher, :now, :now, :started, :now, :request)
            on conflict (run_id) do nothing
            """)
        .param("id", order.runId().value())
        .param("kind", text(order.kind()))
        .param("campaign", order.campaignId())
        .param("revision", order.campaignRevision())
        .param("pipeline", order.pipeline())
        .param("model", order.model() == null ? null : order.model().name())
        .param("version", order.model() == null ? null : order.model().version())
        .param("options", json.writeValueAsString(order.options()))
        .param("state", state.name())
        .param("by", order.requestedBy())
        .param("launcher", launcher)
        .param("now", Columns.timestamp(now))
        .param("started", startedAt == null ? null : Columns.timestamp(startedAt))
        .param("request", RequestId.current().orElse(null))
        .update();
  }

  /** The request that asked for a run, or for its latest attempt. */
  Optional<String> requestOf(RunId id) {
    return jdbc.sql("select request_id from run where run_id = :id and request_id is not null")
        .param("id", id.value())
        .query(String.class)
        .optional();
  }

  Optional<Run> find(RunId id) {
    return jdbc.sql("select %s, report from run where run_id = :id".formatted(COLUMNS))
        .param("id", id.value())
        .query((row, number) -> run(row, report(row)))
        .optional();
  }

  /** At most one more than a page holds, which tells that another page follows. */
  List<Run> list(RunQuery query) {
    List<String> conditions = new ArrayList<>(List.of("true"));
    Map<String, Object> values = new LinkedHashMap<>();
    condition("campaign_id = :campaign", "campaign", query.campaign(), conditions, values);
    condition("pipeline = :pipeline", "pipeline", query.pipeline(), conditions, values);
    RunKind kind = query.kind();
    condition("kind = :kind", "kind", kind == null ? null : text(kind), conditions, values);
    ModelVersion model = query.model();
    if (model != null) {
      conditions.add("model_name = :model and model_version = :version");
      values.put("model", model.name());
      values.put("version", model.version());
    }
    RunStatus state = query.state();
    condition("state = :state", "state", state == null ? null : state.name(), conditions, values);
    Instant since = query.since();
    condition(
        "created_at >= :since",
        "since",
        since == null ? null : Columns.timestamp(since),
        conditions,
        values);
    RunQuery.Cursor before = query.before();
    if (before != null) {
      conditions.add("(created_at, run_id) < (:at, :id)");
      values.put("at", Columns.timestamp(before.createdAt()));
      values.put("id", before.runId().value());
    }
    values.put("size", query.size() + 1);
    return jdbc.sql(
            "select %s from run where %s order by created_at desc, run_id desc limit :size"
                .formatted(COLUMNS, String.join(" and ", conditions)))
        .params(values)
        .query((row, number) -> run(row, null))
        .list();
  }

  private static void condition(
      String sql,
      String name,
      @Nullable Object value,
      List<String> conditions,
      Map<String, Object> values) {
    if (value != null) {
      conditions.add(sql);
      values.put(name, value);
    }
  }

  /** Runs of these ids, without their reports. */
  List<Run> among(List<RunId> ids) {
    return jdbc.sql("select %s from run where run_id in (:ids)".formatted(COLUMNS))
        .param("ids", ids.stream().map(RunId::value).toList())
        .query((row, number) -> run(row, null))
        .list();
  }

  /** Takes the run that waited longest, for a service; others take others meanwhile. */
  Optional<Run> claim(String instance, Instant now) {
    return jdbc.sql(
            """
            update run set state = 'RUNNING', instance = :instance, started_at = :now, heard_at = :now
            where run_id = (
              select waiting.run_id from run waiting
              where waiting.state = 'QUEUED' and waiting.queued_at <= :now
                and (not waiting.in_turn or not exists (
                select 1 from run other
                where other.state in ('QUEUED', 'RUNNING') and other.run_id <> waiting.run_id
                  and (other.campaign_id = waiting.campaign_id or other.pipeline = waiting.pipeline)
                  and (other.created_at, other.run_id) < (waiting.created_at, waiting.run_id)))
              order by waiting.queued_at, waiting.run_id limit 1
              for update of waiting skip locked)
            returning %s
            """
                .formatted(COLUMNS))
        .param("instance", instance)
        .param("now", Columns.timestamp(now))
        .query((row, number) -> run(row, null))
        .optional();
  }

  /** Notes by what a claimed run's job is known, unless it was claimed anew meanwhile. */
  boolean handle(Run run, Handle handle) {
    return jdbc.sql(
                """
                update run set handle = :handle::jsonb
                where run_id = :id and attempt = :attempt and state = 'RUNNING'
                  and cancel_requested_at is null and handle is null and started_at = :started
                """)
            .param("handle", json.writeValueAsString(handle))
            .param("id", run.runId().value())
            .param("attempt", run.attempt())
            .param("started", Columns.timestamp(Objects.requireNonNull(run.startedAt())))
            .update()
        == 1;
  }

  /** Notes what is known of a job since it began. */
  void know(Run run, Handle before, Handle since) {
    if (!since.equals(before)) {
      jdbc.sql(
              """
              update run set handle = :since::jsonb
              where run_id = :id and attempt = :attempt and handle = :before::jsonb
              """)
          .param("since", json.writeValueAsString(since))
          .param("before", json.writeValueAsString(before))
          .param("id", run.runId().value())
          .param("attempt", run.attempt())
          .update();
    }
  }

  /** The runs that a service launched and that are not over. */
  List<Launched> going(String instance) {
    return jdbc.sql(
            "select %s, handle from run where state = 'RUNNING' and instance = :instance"
                .formatted(COLUMNS))
        .param("instance", instance)
        .query(
            (row, number) -> {
              String handle = row.getString("handle");
              return new Launched(
                  run(row, null), handle == null ? null : json.readValue(handle, Handle.class));
            })
        .list();
  }

  /**
   * Puts a claimed run of which nothing was begun back into the queue.
   *
   * @param from when it may be taken; null for its place as it was
   */
  boolean requeue(Run run, @Nullable Handle handle, @Nullable Instant from) {
    return jdbc.sql(
                """
                update run set state = 'QUEUED', queued_at = coalesce(:from, queued_at),
                  started_at = null, instance = null, handle = null
                where run_id = :id and attempt = :attempt and state = 'RUNNING'
                  and handle is not distinct from :handle::jsonb and started_at = :started
                """)
            .param("from", from == null ? null : Columns.timestamp(from))
            .param("handle", nullable(handle))
            .param("id", run.runId().value())
            .param("attempt", run.attempt())
            .param("started", Columns.timestamp(Objects.requireNonNull(run.startedAt())))
            .update()
        == 1;
  }

  /** Puts a run that was interrupted back into the queue, as its next attempt. */
  boolean again(Run run, Instant now) {
    return jdbc.sql(
                """
                update run set state = 'QUEUED', attempt = attempt + 1, queued_at = :now,
                  instance = null, handle = null, started_at = null, progress = null, message = null,
                  report = null, snapshots = null, report_location = null
                where run_id = :id and attempt = :attempt and state = 'RUNNING'
                  and cancel_requested_at is null
                """)
            .param("now", Columns.timestamp(now))
            .param("id", run.runId().value())
            .param("attempt", run.attempt())
            .update()
        == 1;
  }

  /** The run that was asked for first of those of a campaign or pipeline that are not over. */
  Optional<RunId> underWay(@Nullable Long campaign, @Nullable String pipeline) {
    return jdbc.sql(
            """
            select run_id from run
            where state in ('QUEUED', 'RUNNING')
              and (campaign_id = cast(:campaign as bigint) or pipeline = cast(:pipeline as text))
            order by created_at, run_id limit 1
            """)
        .param("campaign", campaign)
        .param("pipeline", pipeline)
        .query((row, number) -> new RunId(row.getString("run_id")))
        .optional();
  }

  /** The first of the runs that somebody asked for and that wait. */
  Optional<RunId> waitingOf(String requestedBy) {
    return jdbc.sql(
            """
            select run_id from run where state = 'QUEUED' and requested_by = :by
            order by created_at, run_id limit 1
            """)
        .param("by", requestedBy)
        .query((row, number) -> new RunId(row.getString("run_id")))
        .optional();
  }

  /** Has a run wait for those of its campaign or pipeline that were asked for before. */
  void waitInTurn(RunId id) {
    jdbc.sql("update run set in_turn = true where run_id = :id and state = 'QUEUED'")
        .param("id", id.value())
        .update();
  }

  /**
   * Ends an attempt that runs; the job's own message, if it sent one, stays, but for a job that did
   * all it was to do.
   */
  @Transactional
  boolean finish(
      Run run,
      RunStatus state,
      @Nullable Integer exitCode,
      @Nullable String message,
      @Nullable String logTail,
      Instant now) {
    boolean ended =
        jdbc.sql(
                    """
                    update run set state = :state, exit_code = :code,
                      message = case when :code = 0 then coalesce(:message, message)
                        else coalesce(message, :message) end,
                      log_tail = :tail, finished_at = :now, progress = null
                    where run_id = :id and attempt = :attempt and state = 'RUNNING'
                    """)
                .param("state", state.name())
                .param("code", exitCode)
                .param("message", message)
                .param("tail", logTail)
                .param("now", Columns.timestamp(now))
                .param("id", run.runId().value())
                .param("attempt", run.attempt())
                .update()
            == 1;
    if (ended) {
      tell(run.runId());
    }
    return ended;
  }

  /** Cancels a run that waits. */
  @Transactional
  boolean cancelQueued(RunId id, Instant now) {
    boolean ended =
        jdbc.sql(
                    """
                    update run set state = 'CANCELLED', cancel_requested_at = :now, finished_at = :now
                    where run_id = :id and state = 'QUEUED'
                    """)
                .param("now", Columns.timestamp(now))
                .param("id", id.value())
                .update()
            == 1;
    if (ended) {
      tell(id);
    }
    return ended;
  }

  /** Asks that a run that is under way be ended. */
  void requestCancel(RunId id, Instant now) {
    jdbc.sql(
            """
            update run set cancel_requested_at = coalesce(cancel_requested_at, :now)
            where run_id = :id and state = 'RUNNING'
            """)
        .param("now", Columns.timestamp(now))
        .param("id", id.value())
        .update();
  }

  /** Puts a run that failed or was cancelled into the queue once more, as its next attempt. */
  boolean retry(RunId id, @Nullable ModelVersion model, String launcher, Instant now) {
    return jdbc.sql(
                """
                update run set state = 'QUEUED', attempt = attempt + 1, queued_at = :now,
                  launcher = :launcher, instance = null, handle = null, started_at = null,
                  finished_at = null, cancel_requested_at = null, progress = null, exit_code = null,
                  message = null, log_tail = null, report = null, snapshots = null,
                  report_location = null, model_name = coalesce(model_name, :model),
                  model_version = coalesce(model_version, :version), request_id = :request
                where run_id = :id and state in ('FAILED', 'CANCELLED')
                """)
            .param("now", Columns.timestamp(now))
            .param("launcher", launcher)
            .param("model", model == null ? null : model.name())
            .param("version", model == null ? null : model.version())
            .param("request", RequestId.current().orElse(null))
            .param("id", id.value())
            .update()
        == 1;
  }

  /**
   * Notes what a job says while it runs. What is settled of the run stays: only a report, which
   * says what was done, goes before it.
   */
  void hear(RunId id, RunNotice notice, Instant now) {
    RunReport report = notice.report();
    ModelVersion used = report == null ? null : model(report);
    jdbc.sql(
            """
            update run set heard_at = :now, progress = :progress::jsonb,
              campaign_revision = coalesce(:scored, campaign_revision, :revision),
              model_name = coalesce(:used, model_name, :model),
              model_version = coalesce(:usedVersion, model_version, :version),
              snapshots = coalesce(:snapshots::jsonb, snapshots),
              message = coalesce(:message, message), report = coalesce(:report::jsonb, report),
              report_location = coalesce(:location, report_location)
            where run_id = :id and state = 'RUNNING'
            """)
        .param("now", Columns.timestamp(now))
        .param("progress", nullable(notice.progress()))
        .param("scored", report == null ? null : report.campaignRevision())
        .param("revision", notice.campaignRevision())
        .param("used", used == null ? null : used.name())
        .param("usedVersion", used == null ? null : used.version())
        .param("model", notice.modelName())
        .param("version", notice.modelVersion())
        .param("snapshots", nullable(report == null ? null : report.snapshots()))
        .param("location", notice.reportLocation())
        .param("message", notice.message())
        .param("report", nullable(report))
        .param("id", id.value())
        .update();
  }

  /**
   * A run by hand that was given up speaks after all, or one was started once more, which is its
   * next attempt.
   */
  void revive(RunId id, Instant startedAt) {
    jdbc.sql(
            """
            update run set state = 'RUNNING', finished_at = null, message = null, exit_code = null,
              attempt = attempt + case when started_at = :started then 0 else 1 end,
              cancel_requested_at = case when started_at = :started then cancel_requested_at end,
              started_at = :started
            where run_id = :id and launcher is null
              and (state = 'FAILED' and exit_code is null
                or state in ('RUNNING', 'FAILED', 'CANCELLED') and started_at <> :started)
            """)
        .param("started", Columns.timestamp(startedAt))
        .param("id", id.value())
        .update();
  }

  /** Notes that a service still looks after what it launched. */
  void lookAfter(String instance, Instant now) {
    jdbc.sql("update run set heard_at = :now where state = 'RUNNING' and instance = :instance")
        .param("now", Columns.timestamp(now))
        .param("instance", instance)
        .update();
  }

  /** Gives up runs of which neither their job nor the service that launched it was heard. */
  @Transactional
  int giveUp(Instant since, Instant now) {
    List<RunId> givenUp =
        jdbc.sql(
                """
                update run set state = 'FAILED', finished_at = :now, message = :message
                where state = 'RUNNING' and heard_at < :since
                returning run_id
                """)
            .param("now", Columns.timestamp(now))
            .param("message", GIVEN_UP)
            .param("since", Columns.timestamp(since))
            .query((row, number) -> new RunId(row.getString("run_id")))
            .list();
    givenUp.forEach(this::tell);
    return givenUp.size();
  }

  private void tell(RunId id) {
    Run over = find(id).orElseThrow();
    Instant at = over.finishedAt();
    RunEnd end =
        new RunEnd(
            id.value(),
            over.state().name(),
            at == null ? over.createdAt() : at,
            over.campaignId(),
            over.pipeline(),
            json.valueToTree(over));
    listeners.forEach(listener -> listener.ended(end));
  }

  /** Takes back what others gave up while the service that launched it was away. */
  int takeBack(String instance, Instant now) {
    return jdbc.sql(
            """
            update run set state = 'RUNNING', finished_at = null, message = null, heard_at = :now
            where instance = :instance and state = 'FAILED' and exit_code is null
              and message = :message
            """)
        .param("instance", instance)
        .param("message", GIVEN_UP)
        .param("now", Columns.timestamp(now))
        .update();
  }

  /** The last lines of the log of a run that is over, empty where none were kept. */
  String logTail(RunId id) {
    return jdbc.sql("select coalesce(log_tail, '') from run where run_id = :id")
        .param("id", id.value())
        .query(String.class)
        .single();
  }

  /** What a run scored with or published, if it did. */
  private static @Nullable ModelVersion model(RunReport report) {
    Integer version = report.modelVersion();
    return version == null ? null : new ModelVersion(report.modelName(), version);
  }

  private @Nullable String nullable(@Nullable Object value) {
    return value == null ? null : json.writeValueAsString(value);
  }

  private @Nullable JsonNode report(ResultSet row) throws SQLException {
    String report = row.getString("report");
    return report == null ? null : json.readTree(report);
  }

  private Run run(ResultSet row, @Nullable JsonNode report) throws SQLException {
    String progress = row.getString("progress");
    Integer code = row.getObject("exit_code", Integer.class);
    String model = row.getString("model_name");
    String snapshots = row.getString("snapshots");
    return new Run(
        new RunId(row.getString("run_id")),
        RunKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        RunStatus.valueOf(row.getString("state")),
        row.getObject("campaign_id", Long.class),
        row.getObject("campaign_revision", Integer.class),
        row.getString("pipeline"),
        model == null ? null : Run.Model.of(model, row.getInt("model_version")),
        options(row.getString("options")),
        row.getInt("attempt"),
        row.getString("requested_by"),
        row.getString("launcher"),
        Columns.instant(row, "created_at"),
        Columns.nullableInstant(row, "started_at"),
        Columns.nullableInstant(row, "finished_at"),
        row.getObject("cancel_requested_at") != null,
        progress == null ? null : json.readValue(progress, StepProgress.class),
        code,
        code == null ? null : ExitMeaning.of(code),
        row.getString("message"),
        snapshots == null ? null : json.readValue(snapshots, SNAPSHOTS),
        row.getString("report_location"),
        report);
  }

  /** Whole numbers as they were read of the request, so that both are equal. */
  private Map<String, Object> options(String text) {
    return json.readerFor(OPTIONS).with(DeserializationFeature.USE_LONG_FOR_INTS).readValue(text);
  }

  private static String text(RunKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
