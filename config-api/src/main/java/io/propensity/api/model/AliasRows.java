package io.propensity.api.model;

import io.propensity.api.database.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The tables of aliases: where each points, and every move of it. */
@Component
class AliasRows {

  private static final String ALIASES =
      "select alias, version, moved_at, moved_by from model_alias where model_name = :name";
  private static final String MOVES =
      """
      select kind, from_version, to_version, forced, reason, verdict::text as verdict, moved_at, moved_by
      from model_alias_move
      where model_name = :name and alias = :alias
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;

  AliasRows(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  List<Alias> list(String name) {
    return jdbc.sql(ALIASES + " order by alias")
        .param("name", name)
        .query((row, number) -> alias(row))
        .list();
  }

  Optional<Alias> find(String name, String alias) {
    return jdbc.sql(ALIASES + " and alias = :alias")
        .param("name", name)
        .param("alias", alias)
        .query((row, number) -> alias(row))
        .optional();
  }

  /** Has the alias point at where the move leads, and keeps the move. */
  Optional<Alias> move(String name, String alias, AliasMove move) {
    Integer to = move.to();
    if (to == null) {
      remove(name, alias);
    } else {
      point(name, alias, to, move);
    }
    keep(name, alias, move);
    return find(name, alias);
  }

  private void point(String name, String alias, int version, AliasMove move) {
    jdbc.sql(
            """
            insert into model_alias (model_name, alias, version, moved_at, moved_by)
            values (:name, :alias, :version, :at, :by)
            on conflict (model_name, alias) do update
            set version = excluded.version, moved_at = excluded.moved_at, moved_by = excluded.moved_by
            """)
        .param("name", name)
        .param("alias", alias)
        .param("version", version)
        .param("at", Columns.timestamp(move.movedAt()))
        .param("by", move.movedBy())
        .update();
  }

  private void remove(String name, String alias) {
    jdbc.sql("delete from model_alias where model_name = :name and alias = :alias")
        .param("name", name)
        .param("alias", alias)
        .update();
  }

  private void keep(String name, String alias, AliasMove move) {
    jdbc.sql(
            """
            insert into model_alias_move
                (model_name, alias, kind, from_version, to_version, forced, reason, verdict, moved_at, moved_by)
            values
                (:name, :alias, :kind, cast(:from as integer), cast(:to as integer), :forced,
                 cast(:reason as text), cast(:verdict as jsonb), :at, :by)
            """)
        .param("name", name)
        .param("alias", alias)
        .param("kind", move.kind().name())
        .param("from", move.from())
        .param("to", move.to())
        .param("forced", move.forced())
        .param("reason", move.reason())
        .param("verdict", move.verdict() == null ? null : json.writeValueAsString(move.verdict()))
        .param("at", Columns.timestamp(move.movedAt()))
        .param("by", move.movedBy())
        .update();
  }

  /** The newest moves first. */
  List<AliasMove> moves(String name, String alias, long offset, int size) {
    return jdbc.sql(MOVES + " order by id desc offset :offset limit :size")
        .param("name", name)
        .param("alias", alias)
        .param("offset", offset)
        .param("size", size)
        .query((row, number) -> move(row))
        .list();
  }

  /** All moves in the order in which they were made. */
  List<AliasMove> moves(String name, String alias) {
    return jdbc.sql(MOVES + " order by id")
        .param("name", name)
        .param("alias", alias)
        .query((row, number) -> move(row))
        .list();
  }

  long countMoves(String name, String alias) {
    return jdbc.sql(
            "select count(*) from model_alias_move where model_name = :name and alias = :alias")
        .param("name", name)
        .param("alias", alias)
        .query(Long.class)
        .single();
  }

  private static Alias alias(ResultSet row) throws SQLException {
    return new Alias(
        row.getString("alias"),
        row.getInt("version"),
        Columns.instant(row, "moved_at"),
        row.getString("moved_by"),
        null);
  }

  private AliasMove move(ResultSet row) throws SQLException {
    return new AliasMove(
        AliasMove.Kind.valueOf(row.getString("kind")),
        row.getObject("from_version", Integer.class),
        row.getObject("to_version", Integer.class),
        row.getBoolean("forced"),
        row.getString("reason"),
        verdict(row.getString("verdict")),
        Columns.instant(row, "moved_at"),
        row.getString("moved_by"));
  }

  private @Nullable Verdict verdict(@Nullable String text) {
    return text == null ? null : json.readValue(text, Verdict.class);
  }
}
