package io.propensity.api.metrics;

import io.propensity.api.Api;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.jdbc.core.JdbcTemplate;

/** Rows of runs, as if jobs had left them. */
record MadeRuns(Api api, JdbcTemplate sql) {

  long campaign() {
    return api.post(
            """
            {"name": "measured", "model_path": "models/a/1", "audience_filter": "TRUE",
             "features": ["x"]}
            """)
        .id();
  }

  /** A campaign that is scored by the clock. */
  long scheduledCampaign() {
    long campaign = campaign();
    sql.update(
        """
        insert into schedule (campaign_id, cron, time_zone, overlap, missed, options, paused, revision,
          created_at, created_by, updated_at, updated_by)
        values (?, '0 2 * * *', 'UTC', 'skip', 'skip', '{}', false, 1, now() - interval '1 day', 'x',
          now() - interval '1 day', 'x')
        """,
        campaign);
    return campaign;
  }

  /** A scoring run that its schedule started a minute ago and that ends now. */
  String scheduled(long campaign, String state, String report) {
    String id = "r-s7-" + Long.toHexString(ThreadLocalRandom.current().nextLong());
    sql.update(
        """
        insert into run (run_id, kind, campaign_id, options, state, attempt, requested_by, created_at,
          queued_at, started_at, finished_at, report)
        values (?, 'prediction', ?, '{}', ?, 1, 'schedule', now() - interval '1 minute',
          now() - interval '1 minute', now() - interval '1 minute', now() + interval '1 second',
          ?::jsonb)
        """,
        id,
        campaign,
        state,
        report);
    return id;
  }

  String waiting(String pipeline) {
    String id = "r-w" + Long.toHexString(ThreadLocalRandom.current().nextLong());
    sql.update(
        """
        insert into run (run_id, kind, pipeline, options, state, attempt, requested_by, launcher,
          created_at, queued_at)
        values (?, 'training', ?, '{}', 'QUEUED', 1, 'somebody', 'local', now(),
          now() - interval '1 hour')
        """,
        id,
        pipeline);
    return id;
  }
}
