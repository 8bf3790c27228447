package io.propensity.api.audit;

import io.propensity.api.database.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Keeps the audit log, whose rows nobody can change or delete. */
@Service
public class AuditLog {

  private final JdbcClient sql;

  AuditLog(JdbcClient sql) {
    this.sql = sql;
  }

  void write(AuditEntry entry) {
    sql.sql(
            """
            insert into audit_entry
              (at, caller, role, method, path, status, request_id, remote, what, times)
            values
              (:at, :caller, :role, :method, :path, :status, :request, :remote, :what, :times)
            """)
        .param("at", Columns.timestamp(entry.at()))
        .param("caller", entry.caller())
        .param("role", entry.role())
        .param("method", entry.method())
        .param("path", entry.path())
        .param("status", entry.status())
        .param("request", entry.requestId())
        .param("remote", entry.remote())
        .param("what", entry.what())
        .param("times", entry.times())
        .update();
  }

  /** Newest first, and one more than the page has where there are more. */
  public List<AuditRow> read(AuditQuery query) {
    return sql.sql(
            """
            select * from audit_entry
            where (at, id) < (:beforeAt, :beforeId) and at >= :since and at < :until
              %s
            order by at desc, id desc
            limit :most
            """
                .formatted(query.caller().isPresent() ? "and caller = :caller" : ""))
        .param("beforeAt", Columns.timestamp(query.before().at()))
        .param("beforeId", query.before().id())
        .param("since", Columns.timestamp(query.since()))
        .param("until", Columns.timestamp(query.until()))
        .param("caller", query.caller().orElse(""))
        .param("most", query.size() + 1)
        .query(AuditLog::row)
        .list();
  }

  private static AuditRow row(ResultSet row, int number) throws SQLException {
    return new AuditRow(
        row.getLong("id"),
        new AuditEntry(
            Columns.instant(row, "at"),
            row.getString("caller"),
            row.getString("role"),
            row.getString("method"),
            row.getString("path"),
            row.getInt("status"),
            row.getString("request_id"),
            row.getString("remote"),
            row.getString("what"),
            row.getInt("times")));
  }
}
