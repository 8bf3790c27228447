package io.propensity.api.security;

import static java.time.ZoneOffset.UTC;

import io.propensity.api.problem.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
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
        .param("now", token.createdAt().atOffset(UTC))
        .param("by", by)
        .param("expires", token.expiresAt().atOffset(UTC))
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
            .param("now", now())
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
        .param("minute", minute.atOffset(UTC))
        .param("id", id)
        .update();
  }

  /** To the microsecond, as PostgreSQL keeps it: what is answered now is what is read later. */
  private OffsetDateTime now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(UTC);
  }

  private static Token token(ResultSet row, int number) throws SQLException {
    return new Token(
        row.getLong("id"),
        row.getString("name"),
        Role.named(row.getString("role")).orElseThrow(),
        row.getString("prefix"),
        time(row, "created_at").orElseThrow(),
        row.getString("created_by"),
        time(row, "expires_at").orElseThrow(),
        time(row, "last_used_at").orElse(null),
        time(row, "revoked_at").orElse(null),
        text(row, "revoked_by"));
  }

  private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  private static @Nullable String text(ResultSet row, String column) throws SQLException {
    return row.getString(column);
  }
}
