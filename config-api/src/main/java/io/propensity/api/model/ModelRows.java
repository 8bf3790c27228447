package io.propensity.api.model;

import io.propensity.api.database.Columns;
import io.propensity.api.problem.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of models, whose rows are what changes of a model lock. */
@Component
class ModelRows {

  private static final Logger LOG = LoggerFactory.getLogger(ModelRows.class);
  private static final String MODELS =
      """
      select m.name as model_name, m.registered_at, counted.versions, counted.ready, counted.latest,
             array(select a.alias from model_alias a where a.model_name = m.name order by a.alias) as aliases,
             array(select a.version from model_alias a where a.model_name = m.name order by a.alias) as targets
      from model m
      cross join lateral (
          select count(*) as versions,
                 count(*) filter (where s.state = 'READY') as ready,
                 max(s.version) filter (where s.state = 'READY') as latest
          from model_version_state s
          where s.model_name = m.name) counted
      """;

  private final JdbcClient jdbc;

  ModelRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<RegisteredModel> page(Search search, long offset, int size) {
    return search.page(jdbc, MODELS, offset, size).query((row, number) -> model(row)).list();
  }

  long count(Search search) {
    return search.count(jdbc, "select name as model_name from model");
  }

  Optional<RegisteredModel> find(String name) {
    Search one = Search.ofModel(name, new Search.Order(Search.Field.MODEL_NAME, true));
    return page(one, 0, 1).stream().findFirst();
  }

  List<String> names() {
    return jdbc.sql("select name from model order by name").query(String.class).list();
  }

  /** Makes the model where there is none, and locks it. */
  void create(String name, Instant now) {
    waiting(
        name,
        () ->
            jdbc.sql(
                    "insert into model (name, registered_at) values (:name, :now) on conflict do nothing")
                .param("name", name)
                .param("now", Columns.timestamp(now))
                .update());
    lock(name);
  }

  /**
   * Waits until nobody else changes the model, and keeps others waiting until the transaction ends.
   *
   * @return whether there is such a model
   */
  boolean lock(String name) {
    return waiting(
        name,
        () ->
            jdbc.sql("select name from model where name = :name for update")
                .param("name", name)
                .query(String.class)
                .optional()
                .isPresent());
  }

  private static <T> T waiting(String name, Supplier<T> statement) {
    try {
      return statement.get();
    } catch (PessimisticLockingFailureException waited) {
      throw busy(name);
    }
  }

  private static ProblemException busy(String name) {
    LOG.warn("A change of model {} waited in vain for another to end", name);
    return ProblemException.busy(
        "Model %s is being changed by somebody else; try again".formatted(name));
  }

  private static RegisteredModel model(ResultSet row) throws SQLException {
    List<String> aliases = Columns.texts(row, "aliases");
    List<Integer> targets = Columns.numbers(row, "targets");
    Map<String, Integer> pointing = new HashMap<>();
    for (int i = 0; i < aliases.size(); i++) {
      pointing.put(aliases.get(i), targets.get(i));
    }
    return new RegisteredModel(
        row.getString("model_name"),
        row.getObject("latest", Integer.class),
        row.getLong("versions"),
        row.getLong("ready"),
        pointing,
        Columns.instant(row, "registered_at"));
  }
}
