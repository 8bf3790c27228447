package io.propensity.bench;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;

/**
 * The least that answers {@code GET /campaigns/{id}} in the service's own container: a servlet that
 * reads the row with one prepared statement a thread and writes its JSON. DATABASE, DATABASE_USER
 * and DATABASE_PASSWORD in the process environment; the arguments are a port and a directory.
 */
public final class BareCampaigns extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final String SQL =
      """
      select c.id, r.name, r.model_path, r.audience_filter, r.features::text, r.users_table,
        r.users::text, r.newest_by, r.holdout, r.max_drift, r.segments, r.output::text, r.is_active, r.revision,
        c.created_at, r.created_at
      from campaign c join campaign_revision r on r.campaign_id = c.id and r.revision = c.revision
      where c.id = ? and c.archived_at is null
      """;
  private static final ThreadLocal<PreparedStatement> STATEMENTS =
      ThreadLocal.withInitial(BareCampaigns::prepared);

  public static void main(String[] arguments) throws LifecycleException {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(arguments[1]);
    tomcat.setHostname("127.0.0.1");
    tomcat.setPort(Integer.parseInt(arguments[0]));
    Context context = tomcat.addContext("", arguments[1]);
    Tomcat.addServlet(context, "campaigns", new BareCampaigns());
    context.addServletMappingDecoded("/campaigns/*", "campaigns");
    tomcat.getConnector().setProperty("maxKeepAliveRequests", "10000"); // as the service has it
    tomcat.start();
    tomcat.getServer().await();
  }

  private static PreparedStatement prepared() {
    try {
      Connection connection =
          DriverManager.getConnection(
              System.getenv("DATABASE"),
              System.getenv("DATABASE_USER"),
              System.getenv("DATABASE_PASSWORD"));
      return connection.prepareStatement(SQL);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      PreparedStatement statement = STATEMENTS.get();
      statement.setLong(1, Long.parseLong(request.getPathInfo().substring(1)));
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          response.setStatus(404);
          return;
        }
        byte[] body = json(row).getBytes(StandardCharsets.UTF_8);
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
      }
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static String json(ResultSet row) throws SQLException {
    return "{\"id\":"
        + row.getLong(1)
        + ",\"name\":"
        + text(row.getString(2))
        + ",\"model_path\":"
        + text(row.getString(3))
        + ",\"audience_filter\":"
        + text(row.getString(4))
        + ",\"features\":"
        + row.getString(5)
        + ",\"users_table\":"
        + text(row.getString(6))
        + ",\"users\":"
        + row.getString(7)
        + ",\"newest_by\":"
        + text(row.getString(8))
        + ",\"holdout\":"
        + row.getString(9)
        + ",\"max_drift\":"
        + row.getString(10)
        + ",\"segments\":"
        + text(row.getString(11))
        + ",\"output\":"
        + row.getString(12)
        + ",\"is_active\":"
        + row.getBoolean(13)
        + ",\"revision\":"
        + row.getInt(14)
        + ",\"created_at\":"
        + text(row.getString(15))
        + ",\"updated_at\":"
        + text(row.getString(16))
        + "}";
  }

  private static String text(String value) {
    return value == null ? "null" : '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
