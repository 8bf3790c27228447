package io.propensity.api.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.run.ConfigurationException;
import io.propensity.run.UnavailableException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.AbstractThrowableAssert;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.mock.env.MockEnvironment;

class MigrationTest {

  /** What lists of campaigns are searched by. */
  private static final String SHOWN =
      "select concat_ws(' ', id, name_folded, is_active) from campaign order by id";

  /** What it has to be. */
  private static final String CURRENT =
      """
      select concat_ws(' ', c.id, r.name_folded, r.is_active)
      from campaign c join campaign_revision r on r.campaign_id = c.id and r.revision = c.revision
      order by c.id
      """;

  private final NewDatabase database = NewDatabase.create();

  @Test
  void makesTheTablesOnceAndFindsThemMade() {
    migrate(database);
    migrate(database);

    database.execute("select count(*) from campaign");
  }

  /** A release's tables, with rows of its time, become the newest, and its rows stay. */
  @ParameterizedTest
  @MethodSource("versions")
  void keepsTheRowsOfEachReleaseOnTheWayToTheNewest(int version) throws IOException {
    migrate(database, String.valueOf(version));
    for (String rows : ReleasedRows.upTo(version)) {
      database.execute(rows);
    }
    Map<String, List<String>> before = new TreeMap<>();
    for (String table : tables()) {
      before.put(query(table), texts(query(table)));
    }

    migrate(database);
    migrate(database);

    assertThat(before).isNotEmpty();
    if (version <= ReleasedRows.newest()) {
      assertThat(before.values()).as("each table had rows").noneMatch(List::isEmpty);
    }
    before.forEach((query, rows) -> assertThat(texts(query)).as(query).isEqualTo(rows));
    assertThat(texts(SHOWN)).isEqualTo(texts(CURRENT));
    assertThat(texts("select sum(campaigns) from active_campaign_count"))
        .isEqualTo(texts("select count(*) from campaign where archived_at is null and is_active"));
  }

  static List<Integer> versions() throws IOException {
    return ReleasedRows.versions();
  }

  private List<String> tables() {
    return texts(
        """
        select table_name from information_schema.tables
        where table_schema = 'public' and table_type = 'BASE TABLE'
          and table_name <> 'flyway_schema_history'
        """);
  }

  /** Of the columns of today, whatever is added to them. */
  private String query(String table) {
    List<String> columns =
        texts(
            "select column_name from information_schema.columns where table_name = '%s'"
                .formatted(table));
    return "select concat_ws(',', %s) as told from %s order by told"
        .formatted(String.join(", ", columns), table);
  }

  private List<String> texts(String query) {
    return database.column(query).stream().map(String::valueOf).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "update audit_entry set status = 200             | audit_entry",
        "delete from audit_entry                         | audit_entry",
        "truncate audit_entry                            | audit_entry",
        "update api_token set role = 'admin'             | api_token",
        "update api_token set expires_at = now()         | api_token",
        "delete from api_token                           | api_token",
        "truncate api_token                              | api_token"
      })
  void keepsWhatWasWrittenAsItIs(String change, String table) {
    migrate(database);

    assertThatThrownBy(() -> database.execute(change))
        .rootCause()
        .hasMessageContaining(table + " is append-only");
  }

  @Test
  void tellsWhatEarlierReleasesDidToCampaigns() {
    migrate(database, "2");
    database.execute(
        """
        insert into campaign (revision, created_at) values (2, now());
        insert into campaign_revision
        select 1, number, 'n', 'n', 'models/a/1', 'TRUE', '["x"]', null, true, now()
        from generate_series(1, 2) number
        """);

    migrate(database);

    assertThat(database.column("select action from campaign_revision order by revision"))
        .containsExactly("CREATED", "CHANGED");
    assertThat(database.column("select changed_by from campaign_revision")).containsOnlyNulls();
    assertThatThrownBy(() -> database.execute("update campaign_revision set name = 'm'"))
        .hasMessageContaining("campaign_revision is append-only");
  }

  @Test
  void letsAnEarlierReleaseWriteOn() {
    migrate(database);

    database.execute(
        """
        insert into campaign (revision, created_at) values (2, now());
        insert into campaign_revision
          (campaign_id, revision, name, name_folded, model_path, audience_filter, features, is_active,
           created_at)
        select 1, number, 'n', 'n', 'models/a/1', 'TRUE', '["x"]', true, now()
        from generate_series(1, 2) number
        """);

    assertThat(database.column("select action from campaign_revision where revision = 2"))
        .containsExactly("CHANGED");
    assertThat(texts(SHOWN)).isEqualTo(texts(CURRENT)).containsExactly("1 n t");
    assertThat(texts("select sum(campaigns) from active_campaign_count")).containsExactly("1");
  }

  @Test
  void keepsWhatTheRegistryWroteOnce() {
    migrate(database);
    database.execute(
        """
        insert into model values ('m', now());
        insert into model_version
        values ('m', 1, repeat('0', 64), '{"a": "\\u0000"}', 'binary', 'catboost', 'r-1', now(), now(), 'x');
        insert into model_version_state values ('m', 1, 'READY', now(), 'x');
        insert into model_alias_move (model_name, alias, kind, to_version, forced, moved_at, moved_by)
        values ('m', 'champion', 'ASSIGN', 1, false, now(), 'x');
        """);

    for (String change :
        new String[] {
          "delete from model",
          "update model_version set task = 'regression'",
          "delete from model_version_state",
          "update model_alias_move set to_version = 2",
          "delete from model_alias_move"
        }) {
      assertThatThrownBy(() -> database.execute(change)).hasMessageContaining("is append-only");
    }
  }

  @Test
  void refusesAliasesThatTheRegistryHasNoWordFor() {
    migrate(database);
    database.execute("insert into model values ('m', now())");

    assertThatThrownBy(
            () -> database.execute("insert into model_alias values ('m', 'latest', 1, now(), 'x')"))
        .hasMessageContaining("model_alias_alias_check");
    assertThatThrownBy(
            () -> database.execute("insert into model_alias values ('m', 'good', 1, now(), 'x')"))
        .hasMessageContaining("foreign key");
  }

  @Test
  void knowsOfRunsOfEarlierReleasesWhatTheirReportsSay() {
    migrate(database, "6");
    database.execute(
        """
        insert into run
          (run_id, kind, pipeline, options, state, attempt, requested_by, created_at, queued_at,
           finished_at, report)
        values
          ('r-1', 'training', 'p', '{}', 'SUCCEEDED', 1, 'x', now(), now(), now(),
           '{"model_name": "m", "model_version": 3, "snapshots": {"raw": 7}}'),
          ('r-2', 'training', 'p', '{}', 'SUCCEEDED', 1, 'x', now(), now(), now(),
           '{"model_name": "m"}'),
          ('r-3', 'training', 'p', '{}', 'FAILED', 1, 'x', now(), now(), now(), null)
        """);

    migrate(database);

    assertThat(
            database.column(
                "select concat_ws(' ', model_name, model_version, snapshots ->> 'raw') from run order by run_id"))
        .containsExactly("m 3 7", "", "");
    assertThatThrownBy(() -> database.execute("update run set model_name = null"))
        .hasMessageContaining("run_model");
  }

  @Test
  void keepsWhatSchedulesDecided() {
    migrate(database);
    database.execute(
        """
        insert into run (run_id, kind, pipeline, options, state, attempt, requested_by, created_at, queued_at)
        values ('r-1', 'training', 'a', '{}', 'QUEUED', 1, 'schedule:1', now(), now());
        insert into schedule (pipeline, cron, time_zone, overlap, missed, options, paused, revision,
          created_at, created_by, updated_at, updated_by)
        values ('a', '0 0 * * *', 'UTC', 'skip', 'skip', '{}', false, 1, now(), 'x', now(), 'x');
        insert into schedule_firing values
          (1, '2026-11-26', 'STARTED', 'r-1', null, 1, now()),
          (1, '2026-11-27', 'FAILED', null, 'no launcher', 1, now());
        """);

    database.execute("update schedule_firing set tries = 2 where outcome = 'FAILED'");

    for (String change :
        new String[] {
          "update schedule_firing set tries = 2 where outcome = 'STARTED'",
          "delete from schedule_firing",
          "truncate schedule_firing",
          "delete from schedule"
        }) {
      assertThatThrownBy(() -> database.execute(change)).hasMessageContaining("is append-only");
    }
    assertThatThrownBy(() -> database.execute("update schedule set campaign_id = 1"))
        .hasMessageContaining("schedule_check");
  }

  @Test
  void leavesRunsOfEarlierReleasesWithoutATurn() {
    migrate(database, "6");
    database.execute(
        """
        insert into run (run_id, kind, pipeline, options, state, attempt, requested_by, created_at, queued_at)
        values ('r-1', 'training', 'a', '{}', 'QUEUED', 1, 'x', now(), now())
        """);

    migrate(database);

    assertThat(database.column("select in_turn from run")).containsExactly("f");
  }

  @Test
  void refusesNotificationsThatGoNowhere() {
    migrate(database);

    assertThatThrownBy(
            () ->
                database.execute(
                    """
                    insert into notification_delivery (channel, event_id, event, payload, state, tries,
                      most_tries, next_at, created_at)
                    values ('webhook', 'e', 'run.failed', '{}', 'PENDING', 0, 8, now(), now())
                    """))
        .hasMessageContaining("notification_delivery_check");
    assertThat(database.column("select count(*) from notification_tasks")).containsExactly("0");
  }

  @Test
  void takesTheTablesOfALaterRelease() {
    migrate(database);
    database.execute(
        """
        insert into flyway_schema_history
        select 1000, '1000', 'later', type, 'V1000__later.sql', 7, installed_by, installed_on, 1, true
        from flyway_schema_history
        where installed_rank = 1
        """);

    migrate(database);
  }

  @Test
  void wantsADatabaseThatTakesWrites() {
    database.execute(
        "alter database %s set default_transaction_read_only = on".formatted(database.name()));

    refused(database)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("ERROR: cannot execute CREATE TABLE in a read-only transaction.");
  }

  @Test
  void refusesTablesThatWereMadeOtherwise() {
    migrate(database);
    database.execute("update flyway_schema_history set checksum = 7");

    refused(database)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("Migration checksum mismatch for migration version 1.");
  }

  @Test
  void refusesADatabaseOfSomebodyElse() {
    database.execute("create table purchase (id bigint)");

    refused(database)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("Found non-empty schema(s) \"public\"");
  }

  @Test
  void tellsADatabaseThatIsGoneFromAWrongOne() {
    Database gone = new Database("jdbc:postgresql://127.0.0.1:1/gone", "nobody", "");

    refused(new NewDatabase("gone", gone)).isInstanceOf(UnavailableException.class);
  }

  private static AbstractThrowableAssert<?, ?> refused(NewDatabase database) {
    AbstractThrowableAssert<?, ?> refused = assertThatThrownBy(() -> migrate(database));
    refused.hasMessageContaining(database.name()).message().hasLineCount(1);
    return refused;
  }

  private static void migrate(NewDatabase database) {
    migrate(database, "latest");
  }

  private static void migrate(NewDatabase database, String target) {
    Database named = database.database();
    Migration migration =
        new Migration(
            new MockEnvironment()
                .withProperty("spring.datasource.url", named.url())
                .withProperty("spring.datasource.username", named.username())
                .withProperty("spring.datasource.password", named.password()));
    migration.migrate(
        Flyway.configure()
            .dataSource(named.url(), named.username(), named.password())
            .target(target)
            .load());
  }
}
