package io.propensity.api.model;

import io.propensity.api.artifact.StoredManifest;
import io.propensity.api.database.Columns;
import io.propensity.model.Manifest;
import io.propensity.model.ModelVersion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of versions: what each is, written once, and the state that it is in. */
@Component
class VersionRows {

  private static final String VERSIONS =
      """
      select v.model_name, v.version, v.sha256, v.task, v.flavor, v.run_id, v.created_at,
             v.registered_at, v.registered_by, s.state, s.changed_at, s.changed_by,
             array(
                 select a.alias from model_alias a
                 where a.model_name = v.model_name and a.version = v.version
                 order by a.alias) as aliases
      from model_version v
      join model_version_state s on s.model_name = v.model_name and s.version = v.version
      """;

  private final JdbcClient jdbc;

  VersionRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<RegisteredVersion> page(Search search, long offset, int size) {
    return search.page(jdbc, VERSIONS, offset, size).query((row, number) -> version(row)).list();
  }

  long count(Search search) {
    return search.count(jdbc, VERSIONS);
  }

  Optional<RegisteredVersion> find(ModelVersion version) {
    Search one =
        new Search(
            List.of(Search.isModel(version.name()), Search.isVersion(version.version())),
            List.of(new Search.Order(Search.Field.VERSION, true)));
    return page(one, 0, 1).stream().findFirst();
  }

  /** The numbers of a model's versions in a state, ascending. */
  List<Integer> numbers(String name, VersionState state) {
    return jdbc.sql(
            "select version from model_version_state where model_name = :name and state = :state order by version")
        .param("name", name)
        .param("state", state.name())
        .query(Integer.class)
        .list();
  }

  /** Every version that is not deleted. */
  List<ModelVersion> kept() {
    return jdbc.sql(
            "select model_name, version from model_version_state where state <> 'DELETED' order by model_name, version")
        .query((row, number) -> new ModelVersion(row.getString(1), row.getInt(2)))
        .list();
  }

  /** A version's manifest as it was registered, to the letter. */
  String manifest(ModelVersion version) {
    return jdbc.sql(
            "select manifest::text from model_version where model_name = :name and version = :version")
        .param("name", version.name())
        .param("version", version.version())
        .query(String.class)
        .single();
  }

  void add(StoredManifest stored, Instant now, String user) {
    Manifest manifest = stored.manifest();
    jdbc.sql(
            """
            insert into model_version
                (model_name, version, sha256, manifest, task, flavor, run_id, created_at, registered_at, registered_by)
            values
                (:name, :version, :sha256, cast(:manifest as json), :task, :flavor, :run, :created, :now, :user)
            """)
        .param("name", manifest.name())
        .param("version", manifest.version())
        .param("sha256", stored.sha256())
        .param("manifest", stored.text())
        .param("task", manifest.task().name().toLowerCase(Locale.ROOT))
        .param("flavor", manifest.flavor().name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .param("run", manifest.runId().toString())
        .param("created", Columns.timestamp(manifest.createdAt()))
        .param("now", Columns.timestamp(now))
        .param("user", user)
        .update();
    setState(manifest.modelVersion(), VersionState.READY, now, user);
  }

  void setState(ModelVersion version, VersionState state, Instant now, String user) {
    jdbc.sql(
            """
            insert into model_version_state (model_name, version, state, changed_at, changed_by)
            values (:name, :version, :state, :now, :user)
            on conflict (model_name, version) do update
            set state = excluded.state, changed_at = excluded.changed_at, changed_by = excluded.changed_by
            """)
        .param("name", version.name())
        .param("version", version.version())
        .param("state", state.name())
        .param("now", Columns.timestamp(now))
        .param("user", user)
        .update();
  }

  private static RegisteredVersion version(ResultSet row) throws SQLException {
    return new RegisteredVersion(
        row.getString("model_name"),
        row.getInt("version"),
        VersionState.valueOf(row.getString("state")),
        Columns.instant(row, "changed_at"),
        row.getString("changed_by"),
        row.getString("sha256"),
        row.getString("task"),
        row.getString("flavor"),
        row.getString("run_id"),
        Columns.instant(row, "created_at"),
        Columns.instant(row, "registered_at"),
        row.getString("registered_by"),
        Columns.texts(row, "aliases"));
  }
}
