package io.propensity.api.audience;

import io.propensity.api.audience.table.UsersTables;
import io.propensity.api.environment.JobEnvironment;
import io.propensity.api.problem.InvalidField;
import io.propensity.api.problem.ProblemException;
import io.propensity.audience.AudienceFilter;
import io.propensity.expression.ExpressionException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Holds filters against the columns of the users tables that they are written for. */
@Component
public class AudienceCheck {

  private final UsersTables tables;
  private final JobEnvironment environment;

  AudienceCheck(UsersTables tables, JobEnvironment environment) {
    this.tables = tables;
    this.environment = environment;
  }

  /**
   * Why nobody can be scored by a filter, where the table's columns are known.
   *
   * @param usersTable null for the default
   */
  public Optional<InvalidField> refusal(String field, String filter, @Nullable String usersTable) {
    try {
      check(filter, usersTable);
      return Optional.empty();
    } catch (ExpressionException refused) {
      return Optional.of(FilterField.wrong(field, refused));
    } catch (ProblemException unknown) {
      return Optional.empty();
    }
  }

  /** What whoever wrote a filter should know of it. */
  public Optional<String> warning(String filter, @Nullable String usersTable) {
    try {
      check(filter, usersTable);
      return Optional.empty();
    } catch (ExpressionException refused) {
      return Optional.of(
          "the audience filter does not fit the users table %s, %s"
              .formatted(environment.table(usersTable), refused.getMessage()));
    } catch (ProblemException unknown) {
      return Optional.of(notChecked(unknown.getBody().getDetail()));
    }
  }

  private static String notChecked(@Nullable String reason) {
    return "the columns of the audience filter were not checked: " + reason;
  }

  private void check(String filter, @Nullable String usersTable) {
    AudienceFilter parsed = AudienceFilter.parse(filter);
    if (!parsed.expression().columns().isEmpty()) {
      parsed.check(tables.open(environment.table(usersTable)).columns());
    }
  }
}
