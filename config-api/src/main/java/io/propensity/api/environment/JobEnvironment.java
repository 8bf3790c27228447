package io.propensity.api.environment;

import io.propensity.api.problem.ProblemException;
import io.propensity.environment.Catalog;
import org.jspecify.annotations.Nullable;

/**
 * Where the jobs find tables, beside the roots that are settings.
 *
 * @param catalog of the warehouse's tables
 * @param usersTable the table of campaigns that name none; null when every campaign has to
 */
public record JobEnvironment(Catalog catalog, @Nullable String usersTable) {

  /**
   * The users table that is named, or else the default.
   *
   * @throws ProblemException when there is neither
   */
  public String table(@Nullable String named) {
    String table = named == null ? usersTable : named;
    if (table == null) {
      throw ProblemException.unprocessable(
          "No users table is named: name one, or set users_table in the environment file");
    }
    return table;
  }
}
