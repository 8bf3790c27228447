package io.propensity.api.audience;

import io.propensity.api.audience.table.UsersTables;
import io.propensity.api.environment.JobEnvironment;
import io.propensity.api.problem.InvalidField;
import io.propensity.api.problem.ProblemException;
import io.propensity.audience.AudienceFilter;
import io.propensity.expression.Columns;
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

  /** Why nobody can be scored by a filter, where the table's columns are known. */
  public Optional<InvalidField> refusal(String field, String filter, AskedTable table) {
    try {
      return check(filter, table);
    } catch (ExpressionException refused) {
      return Optional.of(FilterField.wrong(field, refused));
    } catch (ProblemException unknown) {
      return Optional.empty();
    }
  }

  /** What whoever wrote a filter should know of it. */
  public Optional<String> warning(String filter, AskedTable table) {
    try {
      return check(filter, table).map(wrong -> wrong.field() + " " + wrong.message());
    } catch (ExpressionException refused) {
      return Optional.of(
          "the audience filter does not fit the users table %s, %s"
              .formatted(environment.table(table.name()), refused.getMessage()));
    } catch (ProblemException unknown) {
      return Optional.of(notChecked(table, unknown.getBody().getDetail()));
    }
  }

  private static String notChecked(AskedTable table, @Nullable String reason) {
    return "the columns of %s were not checked: %s"
        .formatted(
            table.isPart() ? "the audience filter and of users" : "the audience filter", reason);
  }

  /** What is wrong with the part that is read. */
  private Optional<InvalidField> check(String filter, AskedTable table) {
    AudienceFilter parsed = AudienceFilter.parse(filter);
    if (parsed.expression().columns().isEmpty() && !table.isPart()) {
      return Optional.empty();
    }
    Columns columns = table.columns(tables, environment);
    parsed.check(columns);
    if (!table.isPart()) {
      return Optional.empty();
    }
    return UsersTables.absent(columns, table.settings())
        .map(
            reason ->
                new InvalidField(
                    "users.partition",
                    "does not fit the users table %s: %s"
                        .formatted(environment.table(table.name()), reason)));
  }
}
