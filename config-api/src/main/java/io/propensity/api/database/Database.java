package io.propensity.api.database;

import io.propensity.run.ConfigurationException;
import io.propensity.run.JobException;
import io.propensity.run.UnavailableException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.regex.Pattern;

/** Where campaigns are kept. Its text never holds the password. */
record Database(String url, String username, String password) {

  private static final String URL = "spring.datasource.url";
  private static final String PREFIX = "jdbc:postgresql://";
  private static final Pattern HOSTS = Pattern.compile("[^:]*(:[0-9]+)?(,[^:]*(:[0-9]+)?)*|\\[.*");
  private static final String CONNECT_SECONDS = "5";

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

  private JobException refusal(SQLException failure) {
    String state = failure.getSQLState() == null ? "" : failure.getSQLState();
    String reason = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
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

  /** The address alone: no user, no parameters, which may be secrets. */
  @Override
  public String toString() {
    return url.startsWith(PREFIX)
        ? url.substring(PREFIX.length()).replaceFirst("\\?.*", "").replaceFirst(".*@", "")
        : "?";
  }
}
