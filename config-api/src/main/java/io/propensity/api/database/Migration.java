package io.propensity.api.database;

import io.propensity.run.ConfigurationException;
import io.propensity.run.JobException;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Gives the database this release's tables, or says in one line why it cannot. Those of a later
 * release are taken as they are, so that one can go back to the release before.
 */
@Component
final class Migration implements FlywayMigrationStrategy {

  private final Database database;

  Migration(Environment environment) {
    this.database = Database.in(environment);
  }

  @Override
  public void migrate(Flyway flyway) {
    try {
      flyway.migrate();
    } catch (FlywayException failure) {
      throw refusal(failure);
    }
  }

  private JobException refusal(FlywayException failure) {
    SQLException sql = sql(failure);
    if (sql != null && isAway(sql)) {
      return database.refusal(sql);
    }
    return new ConfigurationException(
        "The database %s cannot be given the service's tables: %s. Name one that takes writes and is empty or config-api's own, and a user who may create tables there"
            .formatted(database, sql == null ? reason(failure) : Database.reason(sql)),
        failure);
  }

  private static @Nullable SQLException sql(Throwable failure) {
    if (failure instanceof SQLException sql) {
      return sql;
    }
    return failure.getCause() == null ? null : sql(failure.getCause());
  }

  /** By the class of its SQLSTATE: no connection, no resources, or an operator's doing. */
  private static boolean isAway(SQLException failure) {
    return Database.state(failure).matches("(08|53|57).*");
  }

  /** Flyway's own words: of a validation what failed, of others the first sentence. */
  private static String reason(FlywayException failure) {
    String text = String.valueOf(failure.getMessage());
    long before = failure instanceof FlywayValidateException ? 1 : 0;
    return text.lines().skip(before).findFirst().orElse(text).split("\\. ", 2)[0];
  }
}
