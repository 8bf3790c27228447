package io.propensity.api.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.propensity.api.ApiTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** How long the service waits for its database. */
@ApiTest
class TimeLimitsTest {

  private final HikariDataSource pool;
  private final Flyway flyway;

  TimeLimitsTest(@Autowired HikariDataSource pool, @Autowired Flyway flyway) {
    this.pool = pool;
    this.flyway = flyway;
  }

  @Test
  void endsARequestWhoseDatabaseFellSilent() throws SQLException {
    assertThat(silence(pool)).isEqualTo(30_000);
    assertThat(pool.getDataSourceProperties())
        .containsEntry("connectTimeout", "5")
        .containsEntry("tcpKeepAlive", "true");
  }

  @Test
  void leavesTheLastWordToTheUrl() throws SQLException {
    HikariConfig config = new HikariConfig();
    pool.copyStateTo(config);
    config.setMetricsTrackerFactory(null); // its end would be that of the service's own meters
    String url = pool.getJdbcUrl();
    config.setJdbcUrl(url + (url.contains("?") ? "&" : "?") + "socketTimeout=77");

    try (HikariDataSource other = new HikariDataSource(config)) {
      assertThat(silence(other)).isEqualTo(77_000);
    }
  }

  @Test
  void endsARequestThatWaitsForALock() throws SQLException {
    assertThat(shown(pool, "lock_timeout")).isEqualTo("3s");
  }

  @Test
  void endsAStatementBeforeItGivesUpItsConnection() throws SQLException {
    assertThat(shown(pool, "statement_timeout")).isEqualTo("20s");
  }

  @Test
  void letsAMigrationTakeItsTime() throws SQLException {
    DataSource migration = flyway.getConfiguration().getDataSource();

    assertThat(silence(migration)).as("0 is for ever").isZero();
    assertThat(shown(migration, "lock_timeout")).isEqualTo("0");
    assertThat(shown(migration, "statement_timeout")).isEqualTo("0");
  }

  private static int silence(DataSource source) throws SQLException {
    try (Connection connection = source.getConnection()) {
      return connection.getNetworkTimeout();
    }
  }

  private static String shown(DataSource source, String setting) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("show " + setting)) {
      result.next();
      return result.getString(1);
    }
  }
}
