package io.propensity.api.database;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.stereotype.Component;

/**
 * Gives Spring's names to what it does not know of PostgreSQL: a lock that was waited for in vain,
 * a statement that took too long, and a connection that an operator or the pool closed.
 */
@Component
final class PostgresErrors implements SQLExceptionTranslator {

  private static final String LOCK_NOT_AVAILABLE = "55P03";
  private static final String QUERY_CANCELED = "57014";

  private final SQLExceptionTranslator others = new SQLExceptionSubclassTranslator();

  @Override
  public @Nullable DataAccessException translate(
      String task, @Nullable String sql, SQLException failure) {
    String state = Database.state(failure);
    if (state.equals(LOCK_NOT_AVAILABLE)) {
      return new CannotAcquireLockException(task, failure);
    }
    if (state.equals(QUERY_CANCELED)) {
      return new QueryTimeoutException(task, failure);
    }
    // Of a connection that was closed before, the pool tells no state.
    if (state.isEmpty() || state.matches("(08|57P).*")) {
      return new DataAccessResourceFailureException(task, failure);
    }
    return others.translate(task, sql, failure);
  }
}
