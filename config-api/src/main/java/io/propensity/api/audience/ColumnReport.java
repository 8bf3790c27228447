package io.propensity.api.audience;

import io.propensity.api.PropensitySettings;
import io.propensity.api.audience.TableColumns.ColumnFigures;
import io.propensity.api.audience.TableColumns.FrequentValue;
import io.propensity.api.audience.table.DuckDb;
import io.propensity.api.audience.table.DuckDbSession;
import io.propensity.api.audience.table.DuckDbSession.Row;
import io.propensity.api.audience.table.UsersTable;
import io.propensity.api.audience.table.UsersTables;
import io.propensity.campaign.UsersSettings;
import io.propensity.duckdb.DuckDbSql;
import io.propensity.expression.ColumnType;
import io.propensity.expression.Columns;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Looks through the columns of a users table, for whoever writes a filter. */
@Service
class ColumnReport {

  private static final int FREQUENT = 10;

  /** Of a column with more values none is frequent enough to be asked for. */
  private static final long MOST_TEXTS = 100_000;

  private static final long MOST_INTEGERS = 1_000;

  /** So many figures each column has in the first query. */
  private static final int FIGURES = 5;

  private final UsersTables tables;
  private final DuckDb duckDb;
  private final SensitiveColumns sensitive;
  private final long exactRows;

  ColumnReport(
      UsersTables tables, DuckDb duckDb, SensitiveColumns sensitive, PropensitySettings settings) {
    this.tables = tables;
    this.duckDb = duckDb;
    this.sensitive = sensitive;
    this.exactRows = settings.audience().exactRows();
  }

  /** A column with its figures of the first query. */
  private record Measured(Columns.Column column, Row row, int index) {

    ColumnType type() {
      return column.type().orElseThrow();
    }

    long present() {
      return row.number(1 + FIGURES * index);
    }

    long distinct() {
      return Math.min(row.number(2 + FIGURES * index), present());
    }

    @Nullable Object least() {
      return ShownValue.of(row.value(3 + FIGURES * index), type());
    }

    @Nullable Object greatest() {
      return ShownValue.of(row.value(4 + FIGURES * index), type());
    }

    /** The frequent values of a large table, as texts. */
    List<String> estimated() {
      return row.value(5 + FIGURES * index) instanceof List<?> values
          ? values.stream().map(String::valueOf).toList()
          : List.of();
    }
  }

  TableColumns of(String usersTable, UsersSettings users) {
    UsersTable table = tables.open(usersTable, users);
    return duckDb.run(usersTable, session -> report(table, session));
  }

  private TableColumns report(UsersTable table, DuckDbSession session) throws SQLException {
    List<Columns.Column> readable = table.readable();
    long rows =
        session.rows("SELECT count(*) FROM %s".formatted(table.relation())).get(0).number(0);
    boolean approximate = rows > exactRows;
    Row figures = session.rows(figuresQuery(table, readable, approximate)).get(0);
    List<Measured> measured = new ArrayList<>();
    for (int i = 0; i < readable.size(); i++) {
      measured.add(new Measured(readable.get(i), figures, i));
    }
    Map<String, List<FrequentValue>> frequent =
        approximate ? counted(table, measured, session) : grouped(table, measured, session);
    List<ColumnFigures> columns = new ArrayList<>();
    for (Columns.Column column : table.columns().all()) {
      columns.add(
          measured.stream()
              .filter(each -> each.column().equals(column))
              .findFirst()
              .map(each -> figures(each, rows, frequent.get(column.name())))
              .orElseGet(() -> other(column)));
    }
    return new TableColumns(
        table.name(), rows, approximate, table.files(), table.snapshot(), columns);
  }

  private String figuresQuery(UsersTable table, List<Columns.Column> columns, boolean approximate) {
    String figures =
        columns.stream().map(column -> figures(column, approximate)).collect(Collectors.joining());
    return "SELECT count(*)%s FROM %s".formatted(figures, table.relation());
  }

  private String figures(Columns.Column column, boolean approximate) {
    String value = DuckDbSql.column(column);
    boolean shown = !sensitive.has(column.name());
    boolean estimated = approximate && shown && isCounted(column);
    return ", count(%1$s), approx_count_distinct(%1$s), %2$s, %3$s, %4$s"
        .formatted(
            value,
            shown ? "min(%s)".formatted(value) : "NULL",
            shown ? "max(%s)".formatted(value) : "NULL",
            estimated
                ? "approx_top_k(CAST(%s AS VARCHAR), %d)".formatted(value, FREQUENT)
                : "NULL");
  }

  /** Whether single values of a column are worth telling. */
  private static boolean isCounted(Columns.Column column) {
    return switch (column.type().orElseThrow()) {
      case BOOLEAN, STRING, INTEGER -> true;
      case NUMBER, DATE, TIMESTAMP -> false;
    };
  }

  private boolean isFrequent(Measured measured) {
    long most = measured.type() == ColumnType.INTEGER ? MOST_INTEGERS : MOST_TEXTS;
    return isCounted(measured.column())
        && !sensitive.has(measured.column().name())
        && measured.distinct() <= most;
  }

  /** The frequent values of each column, exactly. */
  private Map<String, List<FrequentValue>> grouped(
      UsersTable table, List<Measured> measured, DuckDbSession session) throws SQLException {
    List<Measured> counted = measured.stream().filter(this::isFrequent).toList();
    Map<String, List<FrequentValue>> frequent = new HashMap<>();
    if (counted.isEmpty()) {
      return frequent;
    }
    String query =
        counted.stream()
            .map(each -> groupsQuery(each.column(), counted.indexOf(each)))
            .collect(
                Collectors.joining(
                    " UNION ALL ",
                    "WITH users AS NOT MATERIALIZED (SELECT * FROM %s) "
                        .formatted(table.relation()),
                    " ORDER BY 1, 3 DESC, 2"));
    for (Row row : session.rows(query)) {
      Measured column = counted.get((int) row.number(0));
      frequent
          .computeIfAbsent(column.column().name(), name -> new ArrayList<>())
          .add(value(String.valueOf(row.text(1)), row.number(2), column));
    }
    return frequent;
  }

  private static String groupsQuery(Columns.Column column, int index) {
    return "SELECT * FROM (SELECT %d AS c, CAST(x AS VARCHAR) AS v, count(*) AS n FROM (SELECT %s AS x FROM users) WHERE x IS NOT NULL GROUP BY x ORDER BY n DESC, v LIMIT %d)"
        .formatted(index, DuckDbSql.column(column), FREQUENT);
  }

  /** How often the values occur that were estimated to be frequent. */
  private Map<String, List<FrequentValue>> counted(
      UsersTable table, List<Measured> measured, DuckDbSession session) throws SQLException {
    List<String> counts = new ArrayList<>(List.of("count(*)"));
    for (Measured column : measured) {
      if (isFrequent(column)) {
        for (String text : column.estimated()) {
          counts.add(
              "count(*) FILTER (WHERE CAST(%s AS VARCHAR) = %s)"
                  .formatted(DuckDbSql.column(column.column()), DuckDbSql.text(text)));
        }
      }
    }
    Row row =
        session
            .rows("SELECT %s FROM %s".formatted(String.join(", ", counts), table.relation()))
            .get(0);
    Map<String, List<FrequentValue>> frequent = new HashMap<>();
    int index = 1;
    for (Measured column : measured) {
      if (isFrequent(column)) {
        List<FrequentValue> values = new ArrayList<>();
        for (String text : column.estimated()) {
          values.add(value(text, row.number(index++), column));
        }
        values.sort((one, other) -> Long.compare(other.count(), one.count()));
        frequent.put(column.column().name(), values);
      }
    }
    return frequent;
  }

  private static FrequentValue value(String text, long count, Measured column) {
    return new FrequentValue(ShownValue.ofText(text, column.type()), count);
  }

  private ColumnFigures figures(
      Measured column, long rows, @Nullable List<FrequentValue> frequent) {
    return new ColumnFigures(
        column.column().name(),
        column.type().label(),
        column.column().storedAs(),
        sensitive.has(column.column().name()),
        rows == 0 ? 0 : (double) (rows - column.present()) / rows,
        column.distinct(),
        column.least(),
        column.greatest(),
        frequent);
  }

  private ColumnFigures other(Columns.Column column) {
    return new ColumnFigures(
        column.name(),
        "other",
        column.storedAs(),
        sensitive.has(column.name()),
        null,
        null,
        null,
        null,
        null);
  }
}
