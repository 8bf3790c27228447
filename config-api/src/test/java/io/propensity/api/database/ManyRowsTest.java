package io.propensity.api.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.ConfigApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** Lists of much are read by indexes, and by no table from its beginning to its end. */
class ManyRowsTest {

  private static final int ROWS = 20_000;
  private static final NewDatabase DATABASE = NewDatabase.create();
  private static ConfigurableApplicationContext service;
  private static Api api;

  @BeforeAll
  static void fill(@TempDir Path directory) throws IOException {
    Path token = Files.writeString(directory.resolve("token"), Api.ADMIN_TOKEN);
    service =
        new SpringApplicationBuilder(ConfigApi.class)
            .properties(DATABASE.settings())
            .run(
                "--server.port=0",
                "--propensity.data-directory=" + directory,
                "--propensity.security.bootstrap-token-file=" + token,
                // One, so that its statistics can be asked for.
                "--spring.datasource.hikari.maximum-pool-size=1");
    api =
        Api.on(Integer.parseInt(service.getEnvironment().getRequiredProperty("local.server.port")));
    DATABASE.execute(
        """
        begin;
        insert into campaign (revision, created_at) select 1, now() from generate_series(1, %1$d);
        insert into campaign_revision (campaign_id, revision, name, name_folded, model_path,
          audience_filter, features, is_active, created_at, action)
        select id, 1, 'n ' || id, 'n ' || id, 'models/a/1', 'TRUE', '["x"]', id %% 4 > 0, now(), 'CREATED'
        from campaign;
        commit;
        insert into run (run_id, kind, campaign_id, options, state, attempt, requested_by, created_at,
          queued_at, started_at, finished_at)
        select 'r-' || number, 'prediction', 1 + number %% 100, '{}',
          case when number %% 4 = 0 then 'FAILED' else 'SUCCEEDED' end, 1, 'x',
          now() - number * interval '1 minute', now(), now(), now() - interval '1 day'
        from generate_series(1, %1$d) number;
        insert into audit_entry (at, caller, role, method, path, status, request_id, remote, times)
        select now() - number * interval '1 second', 'caller ' || number %% 50, 'editor', 'PATCH', '/x',
          200, 'x', 'x', 1
        from generate_series(1, %1$d) number;
        analyze campaign, campaign_revision, run, audit_entry, campaign_count;
        """
            .formatted(ROWS));
  }

  @AfterAll
  static void end() {
    service.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/campaigns",
        "/campaigns?page=150",
        "/campaigns?active=true",
        "/campaigns?active=false",
        "/campaigns/17",
        "/campaigns/17/revisions",
        "/runs",
        "/runs?campaign=17",
        "/runs?state=failed",
        "/runs?campaign=17&state=failed",
        "/runs?since=2020-01-01T00:00:00Z",
        "/runs/r-17",
        "/audit",
        "/audit?caller=caller+17"
      })
  void readsAPageByAnIndex(String path) {
    Map<String, Long> before = scans();

    Answer answer = api.get(path);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.response().body()).contains("{");
    assertThat(scans()).isEqualTo(before);
  }

  @Test
  void tellsHowManyCampaignsThereAreWithoutCountingThem() {
    assertThat(api.get("/campaigns?size=1").header("X-Total-Count"))
        .isEqualTo(String.valueOf(ROWS));
    assertThat(api.get("/campaigns?size=1&archived=true").header("X-Total-Count")).isEqualTo("0");
    assertThat(api.get("/campaigns?size=1&active=true").header("X-Total-Count"))
        .isEqualTo(String.valueOf(ROWS - ROWS / 4));
    assertThat(api.get("/campaigns?size=1&active=false").header("X-Total-Count"))
        .isEqualTo(String.valueOf(ROWS / 4));
  }

  /** How often each table was read as a whole; the service's connection tells it when asked. */
  private static Map<String, Long> scans() {
    JdbcTemplate ofTheService = service.getBean(JdbcTemplate.class);
    ofTheService.execute("select pg_stat_force_next_flush()");
    Map<String, Long> scans = new TreeMap<>();
    ofTheService.query(
        """
        select relname, seq_scan from pg_stat_user_tables
        where relname in ('campaign', 'campaign_revision', 'run', 'audit_entry')
        """,
        row -> {
          scans.put(row.getString("relname"), row.getLong("seq_scan"));
        });
    return scans;
  }
}
