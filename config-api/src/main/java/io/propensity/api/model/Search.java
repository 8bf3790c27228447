package io.propensity.api.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** What a list of models or versions is asked for: every condition holds, in this order. */
public record Search(List<Condition> conditions, List<Order> orders) {

  /** What can be asked for, by its column. */
  public enum Field {
    MODEL_NAME,
    VERSION,
    RUN_ID,
    STATE,
    REGISTERED_AT;

    String column() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How a field is compared; SQL with the column and the parameter left open. */
  public enum Operator {
    EQUAL("%s = :%s"),
    UNEQUAL("%s <> :%s"),
    LESS("%s < :%s"),
    AT_MOST("%s <= :%s"),
    GREATER("%s > :%s"),
    AT_LEAST("%s >= :%s"),
    LIKE("%s like :%s escape ''"),
    LIKE_IN_ANY_CASE("%s ilike :%s escape ''"),
    CONTAINS("strpos(%s, :%s) > 0");

    private final String sql;

    Operator(String sql) {
      this.sql = sql;
    }
  }

  /** A condition; the value is a text, of a version a whole number. */
  public record Condition(Field field, Operator operator, Object value) {}

  /** One part of an order. */
  public record Order(Field field, boolean ascending) {}

  public Search {
    conditions = List.copyOf(conditions);
    orders = List.copyOf(orders);
  }

  static Search ofModel(String name, Order order) {
    return new Search(List.of(isModel(name)), List.of(order));
  }

  static Condition isModel(String name) {
    return new Condition(Field.MODEL_NAME, Operator.EQUAL, name);
  }

  static Condition isVersion(int version) {
    return new Condition(Field.VERSION, Operator.EQUAL, version);
  }

  /** Of {@code rows}, a query with the fields' columns, those from {@code offset} on. */
  StatementSpec page(JdbcClient jdbc, String rows, long offset, int size) {
    String sql =
        "select * from (%s) found where %s order by %s offset :offset limit :size"
            .formatted(rows, where(), orderBy());
    return bind(jdbc.sql(sql)).param("offset", offset).param("size", size);
  }

  /** How many there are on all pages. */
  long count(JdbcClient jdbc, String rows) {
    String sql = "select count(*) from (%s) found where %s".formatted(rows, where());
    return bind(jdbc.sql(sql)).query(Long.class).single();
  }

  private StatementSpec bind(StatementSpec statement) {
    for (int i = 0; i < conditions.size(); i++) {
      statement = statement.param(parameter(i), conditions.get(i).value());
    }
    return statement;
  }

  private String where() {
    List<String> parts = new ArrayList<>(List.of("true"));
    for (int i = 0; i < conditions.size(); i++) {
      Condition condition = conditions.get(i);
      parts.add(condition.operator().sql.formatted(condition.field().column(), parameter(i)));
    }
    return String.join(" and ", parts);
  }

  private String orderBy() {
    List<String> parts = new ArrayList<>();
    for (Order order : orders) {
      parts.add(order.field().column() + (order.ascending() ? " asc" : " desc"));
    }
    return String.join(", ", parts);
  }

  private static String parameter(int i) {
    return "value" + i;
  }
}
