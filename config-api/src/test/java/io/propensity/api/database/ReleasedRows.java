package io.propensity.api.database;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Rows as the releases wrote them, by the migration that made their tables or columns. */
final class ReleasedRows {

  private static final Map<Integer, String> BY_VERSION =
      new TreeMap<>(
          Map.of(
              1,
              """
              insert into campaign (revision, created_at, archived_at)
              values (2, '2026-01-01T00:00Z', null), (1, '2026-01-02T00:00Z', '2026-01-03T00:00Z');
              insert into campaign_revision (campaign_id, revision, name, name_folded, model_path,
                audience_filter, features, users_table, is_active, created_at)
              values
                (1, 1, 'É', 'é', 'models/a/1', 'TRUE', '["x"]', null, true, '2026-01-01T00:00Z'),
                (1, 2, 'F', 'f', 'models/a/2', 'x > 1', '["x", "y"]', 'warehouse/u', false, '2026-01-02T00:00Z'),
                (2, 1, 'G', 'g', 'models/a/1', 'TRUE', '["x"]', null, true, '2026-01-02T00:00Z')
              """,
              2,
              """
              insert into campaign (revision, created_at) values (1, '2026-02-01T00:00Z');
              insert into campaign_revision (campaign_id, revision, name, name_folded, model_path,
                audience_filter, features, is_active, created_at, newest_by, holdout, max_drift)
              values (3, 1, 'H', 'h', 'models/a/1', 'TRUE', '["x"]', true, '2026-02-01T00:00Z', 'seen', 0.1, 0.3)
              """,
              3,
              """
              insert into campaign (revision, created_at) values (1, '2026-03-01T00:00Z');
              insert into campaign_revision (campaign_id, revision, name, name_folded, model_path,
                audience_filter, features, is_active, created_at, action, changed_by, copied_from_id,
                copied_from_revision)
              values (4, 1, 'I', 'i', 'models/a/1', 'TRUE', '["x"]', false, '2026-03-01T00:00Z', 'COPIED', 'local', 1, 2);
              insert into idempotency_key values
                ('local', 'k', repeat('0', 64), '2026-03-01T00:00Z', 201, '/campaigns/4', '"1"', '{}')
              """,
              4,
              """
              insert into model values ('m', '2026-04-01T00:00Z');
              insert into model_version
              values ('m', 1, repeat('0', 64), '{}', 'binary', 'catboost', 'r-1', '2026-04-01T00:00Z', '2026-04-01T00:00Z', 'x');
              insert into model_version_state values ('m', 1, 'READY', '2026-04-01T00:00Z', 'x');
              insert into model_alias values ('m', 'champion', 1, '2026-04-01T00:00Z', 'x');
              insert into model_alias_move (model_name, alias, kind, to_version, forced, moved_at, moved_by)
              values ('m', 'champion', 'ASSIGN', 1, false, '2026-04-01T00:00Z', 'x')
              """,
              5,
              """
              insert into api_token (name, role, prefix, hash, created_at, created_by, expires_at)
              values ('t', 'viewer', 'prp_abcd', repeat('a', 64), '2026-05-01T00:00Z', 'x', '2026-06-01T00:00Z');
              insert into audit_entry (at, caller, role, method, path, status, request_id, remote, what, times)
              values ('2026-05-01T00:00Z', 'x', 'admin', 'POST', '/tokens', 201, 'q', '127.0.0.1', 'token 1', 1)
              """,
              6,
              """
              insert into run (run_id, kind, campaign_id, campaign_revision, options, state, attempt,
                requested_by, launcher, created_at, queued_at, started_at, finished_at, exit_code, report)
              values ('r-1', 'prediction', 1, 2, '{"limit": 1}', 'SUCCEEDED', 1, 'x', 'local',
                '2026-06-01T00:00Z', '2026-06-01T00:00Z', '2026-06-01T00:00Z', '2026-06-02T00:00Z', 0, '{"scored": 3}')
              """,
              7,
              """
              insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
              values ('schedule', '1', '2026-07-02T00:00Z', false, 1);
              insert into schedule (campaign_id, cron, time_zone, overlap, missed, options, paused, next_at,
                revision, created_at, created_by, updated_at, updated_by)
              values (1, '0 2 * * *', 'UTC', 'skip', 'run-once', '{}', false, '2026-07-02T00:00Z',
                1, '2026-07-01T00:00Z', 'x', '2026-07-01T00:00Z', 'x');
              insert into schedule_firing values (1, '2026-07-01T00:00Z', 'STARTED', 'r-1', null, 1, '2026-07-01T00:00Z')
              """,
              8,
              """
              insert into notification_tasks (task_name, task_instance, execution_time, picked, version)
              values ('deliver', '1', '2026-08-01T00:00Z', false, 1);
              insert into webhook (url, events, active, secret, revision, created_at, created_by, updated_at)
              values ('https://a.example', '{run.failed}', true, '\\x00', 1, '2026-08-01T00:00Z', 'x', '2026-08-01T00:00Z');
              insert into notification_delivery (channel, webhook_id, event_id, event, run_id, payload, state,
                tries, most_tries, created_at)
              values ('webhook', 1, 'e', 'run.failed', 'r-1', '{}', 'DELIVERED', 1, 8, '2026-08-01T00:00Z')
              """));

  private ReleasedRows() {}

  /** What was written by the time of a version, oldest first. */
  static List<String> upTo(int version) {
    return BY_VERSION.entrySet().stream()
        .filter(rows -> rows.getKey() <= version)
        .map(Map.Entry::getValue)
        .toList();
  }

  /** The last that has rows here. */
  static int newest() {
    return BY_VERSION.keySet().stream().max(Integer::compare).orElseThrow();
  }

  /** All that there are, by the names of their files. */
  static List<Integer> versions() throws IOException {
    Resource[] files =
        new PathMatchingResourcePatternResolver().getResources("classpath:db/migration/V*.sql");
    return Stream.of(files)
        .map(file -> String.valueOf(file.getFilename()).replaceAll("V(\\d+)__.*", "$1"))
        .map(Integer::valueOf)
        .sorted()
        .toList();
  }
}
