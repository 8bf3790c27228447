package io.propensity.api.security;

import io.propensity.api.database.Columns;
import io.propensity.api.problem.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Keeps tokens by their hashes. None is ever deleted: what it did stays told. */
@Service
class TokenStore {

  private final JdbcClient sql;
  private final Clock clock;

  TokenStore(JdbcClient sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  Token create(NewToken token, TokenSecret secret, String by) {
    return sql.sql(
            """
            insert into api_token (name, role, prefix, hash, created_at, created_by, expires_at)
            values (:name, :role, :prefix, :hash, :now, :by, :expires)
            returning *
            """)
        .param("name", token.name())
        .param("role", token.role().text())
        .param("prefix", secret.prefix())
        .param("hash", secret.hash().hex())
        .param("now", Columns.timestamp(token.createdAt()))
        .param("by", by)
        .param("expires", Columns.timestamp(token.expiresAt()))
        .query(TokenStore::token)
        .single();
  }

  /** Newest first. */
  List<Token> list(long before, int most) {
    return sql.sql("select * from api_token where id < :before order by id desc limit :most")
        .param("before", before)
        .param("most", most)
        .query(TokenStore::token)
        .list();
  }

  Optional<Token> find(TokenHash hash) {
    return sql.sql("select * from api_token where hash = :hash")
        .param("hash", hash.hex())
        .query(TokenStore::token)
        .optional();
  }

  /** A token that is revoked already stays revoked as it was. */
  void revoke(long id, String by) {
    int found =
        sql.sql(
                """
                update api_token
                set revoked_at = coalesce(revoked_at, :now), revoked_by = coalesce(revoked_by, :by)
                where id = :id
                """)
            .param("now", Columns.timestamp(clock.instant()))
            .param("by", by)
            .param("id", id)
            .update();
    if (found == 0) {
      throw ProblemException.notFound("There is no token %d".formatted(id));
    }
  }

  void used(long id, Instant minute) {
    sql.sql(
            """
            update api_token set last_used_at = :minute
            where id = :id and (last_used_at is null or last_used_at < :minute)
            """)
        .param("minute", Columns.timestamp(minute))
        .param("id", id)
        .update();
  }

  /** To the microsecond, as PostgreSQL keeps it: what is answered now is what is read later. */
  private static Token token(ResultSet row, int number) throws SQLException {
    return new Token(
        row.getLong("id"),
        row.getString("name"),
        Role.named(row.getString("role")).orElseThrow(),
        row.getString("prefix"),
        Columns.instant(row, "created_at"),
        row.getString("created_by"),
        Columns.instant(row, "expires_at"),
        Columns.nullableInstant(row, "last_used_at"),
        Columns.nullableInstant(row, "revoked_at"),
        text(row, "revoked_by"));
  }

  private static @Nullable String text(ResultSet row, String column) throws SQLException {
    return row.getString(column);
  }
}
