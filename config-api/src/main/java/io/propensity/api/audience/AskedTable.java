package io.propensity.api.audience;

import io.propensity.api.audience.table.UsersTables;
import io.propensity.api.environment.JobEnvironment;
import io.propensity.api.problem.ProblemException;
import io.propensity.campaign.CsvSchema;
import io.propensity.campaign.UsersSettings;
import io.propensity.expression.Columns;
import org.jspecify.annotations.Nullable;

/**
 * A users table, and how it is read.
 *
 * @param name null for the default
 * @param users null for what the job does by itself
 */
public record AskedTable(@Nullable String name, @Nullable UsersSettings users) {

  /** As a reader typed it; empty for the default. */
  public static AskedTable of(String name) {
    return new AskedTable(name.isEmpty() ? null : name, null);
  }

  UsersSettings settings() {
    return users == null ? UsersSettings.NONE : users;
  }

  /** Whether a part of it is asked for, whose columns have to be there; CSV's may be folders. */
  boolean isPart() {
    return settings().schema() == null && !settings().parts().isEmpty();
  }

  /**
   * Its columns, whatever part of it is asked for.
   *
   * @throws ProblemException when it is not there, or the jobs alone read it
   */
  Columns columns(UsersTables tables, JobEnvironment environment) {
    String schema = settings().schema();
    return schema == null
        ? tables.open(environment.table(name), settings().whole()).columns()
        : CsvSchema.parse(schema);
  }
}
