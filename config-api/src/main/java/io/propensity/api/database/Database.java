package io.propensity.api.database;

import io.propensity.run.ConfigurationException;
import io.propensity.run.JobException;
import io.propensity.run.UnavailableException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.regex.Pattern;
import org.springframework.core.env.PropertyResolver;

/** Where campaigns are kept. Its text never holds the password. */
record Database(String url, String username, String password) {

  static final String URL = "spring.datasource.url";
  static final String USERNAME = "spring.datasource.username";
  static final String PASSWORD = "spring.datasource.password";

  private static final String PREFIX = "jdbc:postgresql://";
  private static final Pattern HOSTS = Pattern.compile("[^:]*(:[0-9]+)?(,[^:]*(:[0-9]+)?)*|\\[.*");
  private static final String CONNECT_SECONDS = "5";

  /** The database of the settings, whose address is empty when none is set. */
  static Database in(PropertyResolver settings) {
    return new Database(
        settings.getProperty(URL, ""),
        settings.getProperty(USERNAME, ""),
        settings.getProperty(PASSWORD, ""));
  }

  /** Connects once and returns what answered and where: {@code PostgreSQL 16.15 at HOST/NAME}. */
  String check() {
    requireAddress();
    Properties login = new Properties();
    login.setProperty("user", username);
    login.setProperty("password", password);
    login.setProperty("connectTimeout", CONNECT_SECONDS);
    login.setProperty("loginTimeout", CONNECT_SECONDS);
    try (Connection connection = DriverManager.getConnection(url, login)) {
      var metadata = connection.getMetaData();
      return "%s %s at %s"
          .formatted(metadata.getDatabaseProductName(), metadata.getDatabaseProductVersion(), this);
    } catch (SQLException failure) {
      throw refusal(failure);
    }
  }

  /** Refused in our own words: the driver's repeat what may be a password. */
  private void requireAddress() {
    if (!url.startsWith(PREFIX)) {
      throw new ConfigurationException("%s must begin with %s".formatted(URL, PREFIX));
    }
    String hosts = url.substring(PREFIX.length()).split("[/?]", 2)[0];
    if (hosts.contains("@")) {
      throw new ConfigurationException(
          "%s names a user before an '@': leave that out and set SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD"
              .formatted(URL));
    }
    if (!HOSTS.matcher(hosts).matches()) {
      throw malformed();
    }
  }

  private static ConfigurationException malformed() {
    return new ConfigurationException(
        "%s is not of the form %sHOST:PORT/NAME".formatted(URL, PREFIX));
  }

  /** What is to be said of a connection that {@code failure} kept from being made. */
  JobException refusal(SQLException failure) {
    String state = state(failure);
    String reason = reason(failure);
    if (reason.contains(url)) {
      return malformed();
    }
    boolean misconfigured = state.startsWith("28") || state.startsWith("3D");
    if (misconfigured) {
      return new ConfigurationException(
          "The database %s cannot be used: %s. Look at SPRING_DATASOURCE_URL, _USERNAME and _PASSWORD"
              .formatted(this, reason));
    }
    return new UnavailableException(
        "The database %s cannot be reached: %s".formatted(this, reason));
  }

  /** An SQLSTATE, whose first two characters are its class; empty when there is none. */
  static String state(SQLException failure) {
    return failure.getSQLState() == null ? "" : failure.getSQLState();
  }

  static String reason(Exception failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }

  /** The address alone: no user, no parameters, which may be secrets. */
  @Override
  public String toString() {
    return url.startsWith(PREFIX)
        ? url.substring(PREFIX.length()).replaceFirst("\\?.*", "").replaceFirst(".*@", "")
        : "?";
  }
}
