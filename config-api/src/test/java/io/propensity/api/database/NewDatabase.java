package io.propensity.api.database;

import io.propensity.api.Api;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** A database of a test's own, empty at first, on the PostgreSQL of all tests. */
public record NewDatabase(String name, Database database) {

  public static NewDatabase create() {
    Database server = TestDatabase.DATABASE;
    String name = "test_" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    new NewDatabase(name, server).execute("create database " + name);
    String url = server.url().replaceFirst("/\\w+(\\?|$)", "/" + name + "$1");
    return new NewDatabase(name, new Database(url, server.username(), server.password()));
  }

  public NewDatabase execute(String sql) {
    try (Connection connection =
            DriverManager.getConnection(database.url(), database.username(), database.password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
      return this;
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** The texts in the first column of a query's answer. */
  public List<@Nullable String> column(String query) {
    try (Connection connection =
            DriverManager.getConnection(database.url(), database.username(), database.password());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<@Nullable String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** The same database for a user who may connect, and no more. */
  public NewDatabase asStranger() {
    execute("drop role if exists stranger; create role stranger login password 'stranger'");
    return new NewDatabase(name, new Database(database.url(), "stranger", "stranger"));
  }

  /** How a service connects to it, by the names of Spring's settings. */
  public Map<String, Object> settings() {
    return Map.of(
        "spring.datasource.url", database.url(),
        "spring.datasource.username", database.username(),
        "spring.datasource.password", database.password());
  }

  /** The settings of a service on this database, as its environment would give them. */
  public Map<String, String> environment() {
    return Map.of(
        "PROPENSITY_ADMIN_TOKEN", Api.ADMIN_TOKEN,
        "SPRING_DATASOURCE_URL", database.url(),
        "SPRING_DATASOURCE_USERNAME", database.username(),
        "SPRING_DATASOURCE_PASSWORD", database.password());
  }
}
