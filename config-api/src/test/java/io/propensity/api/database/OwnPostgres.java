package io.propensity.api.database;

import io.propensity.api.Api;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL of a test's own, on one port, that is stopped and started as its operator would. */
public final class OwnPostgres implements AutoCloseable {

  private final Path directory;
  private final int port;
  private @Nullable PostgresServer server;
  private Database database = new Database("", "", "");

  public OwnPostgres(Path directory, int port) {
    this.directory = directory;
    this.port = port;
  }

  public OwnPostgres start() {
    PostgresServer started = PostgresServer.in(directory, () -> port).start();
    server = started;
    database = started.database();
    return this;
  }

  /** Ends the connections that there are, and takes no others. */
  public void stop() {
    if (server != null) {
      server.close();
      server = null;
    }
  }

  /** The settings of a service on it. */
  public Map<String, String> environment() {
    Map<String, String> settings = new HashMap<>();
    settings.put("PROPENSITY_ADMIN_TOKEN", Api.ADMIN_TOKEN);
    settings.put("SPRING_DATASOURCE_URL", database.url());
    settings.put("SPRING_DATASOURCE_USERNAME", database.username());
    settings.put("SPRING_DATASOURCE_PASSWORD", database.password());
    return settings;
  }

  public Connection connect() throws SQLException {
    return DriverManager.getConnection(database.url(), database.username(), database.password());
  }

  /** The texts in the first column of a query's answer. */
  public List<String> column(String query) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(String.valueOf(rows.getString(1)));
      }
      return texts;
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Override
  public void close() {
    stop();
  }
}
