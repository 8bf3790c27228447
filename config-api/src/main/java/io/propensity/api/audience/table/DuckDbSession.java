package io.propensity.api.audience.table;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One use of DuckDB, which another thread may cancel. */
public final class DuckDbSession {

  private @Nullable Connection connection;
  private @Nullable Statement running;
  private boolean cancelled;

  void open(Connection opened) {
    this.connection = opened;
  }

  /** One row of a result: Boolean, Long, Double, String and lists of them. */
  public record Row(List<@Nullable Object> values) {

    public @Nullable Object value(int index) {
      return values.get(index);
    }

    public long number(int index) {
      return values.get(index) instanceof Number number ? number.longValue() : 0;
    }

    public @Nullable String text(int index) {
      return values.get(index) == null ? null : String.valueOf(values.get(index));
    }
  }

  /** All rows of a query. */
  public List<Row> rows(String sql) throws SQLException {
    List<Row> rows = new ArrayList<>();
    each(sql, rows::add);
    return rows;
  }

  /** Takes the rows of a query, one after the other. */
  public interface Reader {
    void take(Row row);
  }

  /**
   * Gives all rows of a query to a reader, in their order, as they come.
   *
   * @return how many there were
   */
  public long each(String sql, Reader reader) throws SQLException {
    try (Statement statement = Objects.requireNonNull(connection).createStatement()) {
      begin(statement);
      try (ResultSet result = statement.executeQuery(sql)) {
        long read = 0;
        while (result.next()) {
          requireGoing();
          reader.take(row(result));
          read++;
        }
        return read;
      } finally {
        begin(null);
      }
    }
  }

  private static Row row(ResultSet result) throws SQLException {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
      Object value = result.getObject(i);
      values.add(value instanceof Array array ? List.of((Object[]) array.getArray()) : value);
    }
    return new Row(values);
  }

  private synchronized void begin(@Nullable Statement statement) throws SQLException {
    if (statement != null) {
      requireGoing();
    }
    running = statement;
  }

  private synchronized void requireGoing() throws SQLException {
    if (cancelled) {
      throw new SQLException("The query was cancelled");
    }
  }

  synchronized void cancel() {
    cancelled = true;
    if (running != null) {
      try {
        running.cancel();
      } catch (SQLException ended) {
        // There is nothing left to cancel.
      }
    }
  }
}
