package io.propensity.api.audience;

import io.propensity.api.audience.table.DuckDb;
import io.propensity.api.audience.table.DuckDbSession;
import io.propensity.api.audience.table.DuckDbSession.Row;
import io.propensity.api.audience.table.UsersTable;
import io.propensity.api.audience.table.UsersTables;
import io.propensity.api.problem.ProblemException;
import io.propensity.audience.AudienceFilter;
import io.propensity.campaign.UsersSettings;
import io.propensity.duckdb.DuckDbSql;
import io.propensity.expression.Columns;
import io.propensity.expression.Expression;
import io.propensity.expression.ExpressionException;
import io.propensity.expression.LogicOperator;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Counts the users whom a filter means, in one scan of the columns that it names. */
@Service
class Audiences {

  private static final int SAMPLE = 10;

  private final UsersTables tables;
  private final DuckDb duckDb;
  private final SensitiveColumns sensitive;
  private final Clock clock;

  Audiences(UsersTables tables, DuckDb duckDb, SensitiveColumns sensitive, Clock clock) {
    this.tables = tables;
    this.duckDb = duckDb;
    this.sensitive = sensitive;
    this.clock = clock;
  }

  Preview preview(AudienceFilter filter, String usersTable, UsersSettings users) {
    UsersTable table = tables.open(usersTable, users);
    try {
      filter.check(table.columns());
    } catch (ExpressionException refused) {
      throw ProblemException.invalidFields(List.of(FilterField.wrong("audience_filter", refused)));
    }
    Question question = asked(filter.expression(), table);
    return duckDb.run(usersTable, session -> preview(question, session));
  }

  /** Nothing is wrong with what is too long in SQL: the jobs score it. */
  private Question asked(Expression filter, UsersTable table) {
    try {
      return question(filter, table);
    } catch (ExpressionException tooLong) {
      throw ProblemException.unprocessable(tooLong.reason());
    }
  }

  /**
   * A filter in SQL.
   *
   * @param conditions its terms, in order
   * @param whole all of it
   */
  private record Question(
      UsersTable table, List<Expression> terms, List<String> conditions, String whole) {}

  private Question question(Expression filter, UsersTable table) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    List<Expression> terms = terms(filter);
    return new Question(
        table,
        terms,
        terms.stream().map(term -> DuckDbSql.condition(term, table.columns(), today)).toList(),
        DuckDbSql.condition(filter, table.columns(), today));
  }

  private static List<Expression> terms(Expression filter) {
    return filter instanceof Expression.Logic logic && logic.operator() == LogicOperator.AND
        ? logic.operands()
        : List.of(filter);
  }

  private Preview preview(Question question, DuckDbSession session) throws SQLException {
    UsersTable table = question.table();
    List<Row> counts = session.rows(countsQuery(table, question.conditions()));
    List<Preview.Term> told = told(question.terms(), counts);
    long total = counts.stream().mapToLong(row -> row.number(1)).sum();
    long size = told.get(told.size() - 1).left();
    return new Preview(
        table.name(),
        size,
        total,
        total == 0 ? 0 : (double) size / total,
        told,
        size == 0 || table.readable().isEmpty() ? List.of() : sample(question, session),
        table.readable().stream().map(Columns.Column::name).filter(sensitive::has).toList(),
        table.files(),
        table.snapshot());
  }

  /** How many rows fail at which term first, and how many of them each term holds for. */
  private static String countsQuery(UsersTable table, List<String> conditions) {
    StringBuilder terms = new StringBuilder();
    StringBuilder failing = new StringBuilder("CASE");
    StringBuilder alone = new StringBuilder();
    for (int i = 0; i < conditions.size(); i++) {
      terms.append(i == 0 ? "" : ", ").append(conditions.get(i)).append(" AS t").append(i);
      failing.append(" WHEN t%1$d IS NOT TRUE THEN %1$d".formatted(i));
      alone.append(", count(*) FILTER (WHERE t%d)".formatted(i));
    }
    failing.append(" ELSE ").append(conditions.size()).append(" END");
    return "SELECT failed, count(*)%s FROM (SELECT *, CAST(%s AS BIGINT) AS failed FROM (SELECT %s FROM %s)) GROUP BY failed"
        .formatted(alone, failing, terms, table.relation());
  }

  /** Rows of {@link #countsQuery}: the first term that fails, how many rows, and by term. */
  private static List<Preview.Term> told(List<Expression> terms, List<Row> counts) {
    List<Preview.Term> told = new ArrayList<>();
    for (int i = 0; i < terms.size(); i++) {
      int term = i;
      told.add(
          new Preview.Term(
              terms.get(i).render(),
              counts.stream().mapToLong(row -> row.number(2 + term)).sum(),
              counts.stream()
                  .filter(row -> row.number(0) > term)
                  .mapToLong(row -> row.number(1))
                  .sum()));
    }
    return told;
  }

  private List<Map<String, @Nullable Object>> sample(Question question, DuckDbSession session)
      throws SQLException {
    List<Columns.Column> columns = question.table().readable();
    String query =
        "SELECT %s FROM %s WHERE %s LIMIT %d"
            .formatted(
                columns.stream().map(this::shown).collect(Collectors.joining(", ")),
                question.table().relation(),
                question.whole(),
                SAMPLE);
    List<Map<String, @Nullable Object>> sample = new ArrayList<>();
    for (Row row : session.rows(query)) {
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      for (int i = 0; i < columns.size(); i++) {
        values.put(columns.get(i).name(), shown(row.value(i), columns.get(i)));
      }
      sample.add(values);
    }
    return sample;
  }

  /** What is masked never leaves DuckDB. */
  private String shown(Columns.Column column) {
    String value = DuckDbSql.column(column);
    return sensitive.has(column.name())
        ? "CASE WHEN %s IS NULL THEN NULL ELSE '%s' END".formatted(value, ShownValue.MASK)
        : value;
  }

  private @Nullable Object shown(@Nullable Object value, Columns.Column column) {
    return sensitive.has(column.name()) ? value : ShownValue.of(value, column.type().orElseThrow());
  }
}
