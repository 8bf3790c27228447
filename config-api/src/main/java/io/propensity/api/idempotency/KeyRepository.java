package io.propensity.api.idempotency;

import io.propensity.api.database.Columns;
import java.time.Instant;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The keys that were used, in the transactions of what they were used for. */
@Repository
class KeyRepository {

  static final int MOST_FORGOTTEN = 1_000;

  /** What was done under a key: which request, and how it was answered. */
  record Use(String fingerprint, KeptAnswer answer) {}

  private final JdbcClient sql;

  KeyRepository(JdbcClient sql) {
    this.sql = sql;
  }

  /**
   * Takes a key that nobody used since {@code expired}, and waits for a transaction that is about
   * to; false for one that is used.
   *
   * @throws PessimisticLockingFailureException when that transaction does not end in time
   */
  boolean take(KeyedRequest request, Instant now, Instant expired) {
    return sql.sql(
                """
                insert into idempotency_key (caller, key, request, created_at)
                values (:caller, :key, :request, :now)
                on conflict (caller, key) do update
                set request = excluded.request, created_at = excluded.created_at,
                    status = null, location = null, etag = null, body = null
                where idempotency_key.created_at < :expired
                """)
            .param("caller", request.caller())
            .param("key", request.key())
            .param("request", request.fingerprint())
            .param("now", Columns.timestamp(now))
            .param("expired", Columns.timestamp(expired))
            .update()
        == 1;
  }

  /** The use of a key that was not to be taken. */
  Use find(KeyedRequest request) {
    return sql.sql(
            """
            select request, status, location, etag, body
            from idempotency_key where caller = :caller and key = :key
            """)
        .param("caller", request.caller())
        .param("key", request.key())
        .query(
            (row, number) ->
                new Use(
                    row.getString("request"),
                    new KeptAnswer(
                        row.getInt("status"),
                        row.getString("location"),
                        row.getString("etag"),
                        row.getString("body"))))
        .single();
  }

  void keep(KeyedRequest request, KeptAnswer answer) {
    sql.sql(
            """
            update idempotency_key
            set status = :status, location = :location, etag = :etag, body = :body
            where caller = :caller and key = :key
            """)
        .param("status", answer.status())
        .param("location", answer.location())
        .param("etag", answer.etag())
        .param("body", answer.body())
        .param("caller", request.caller())
        .param("key", request.key())
        .update();
  }

  /** Removes some of what nobody asks for any more, and waits for nobody who does the same. */
  int forget(Instant expired) {
    return sql.sql(
            """
            delete from idempotency_key where (caller, key) in (
              select caller, key from idempotency_key where created_at < :expired
              order by created_at limit :most for update skip locked)
            """)
        .param("expired", Columns.timestamp(expired))
        .param("most", MOST_FORGOTTEN)
        .update();
  }
}
