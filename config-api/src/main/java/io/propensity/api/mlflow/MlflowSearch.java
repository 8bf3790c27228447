package io.propensity.api.mlflow;

import io.propensity.api.model.ModelRegistry;
import io.propensity.api.model.RegisteredModel;
import io.propensity.api.model.RegisteredVersion;
import io.propensity.api.model.Search;
import io.propensity.api.model.Search.Condition;
import io.propensity.api.model.Search.Field;
import io.propensity.api.model.Search.Operator;
import io.propensity.api.model.Search.Order;
import io.propensity.api.model.VersionState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** MLflow's searches. A deleted version is never found. */
@Component
class MlflowSearch {

  private static final Map<String, Field> MODEL_FIELDS = Map.of("name", Field.MODEL_NAME);
  private static final Map<String, Field> MODEL_ORDERS =
      Map.of(
          "name", Field.MODEL_NAME,
          "creation_timestamp", Field.REGISTERED_AT,
          "last_updated_timestamp", Field.REGISTERED_AT);
  private static final Map<String, Field> VERSION_FIELDS =
      Map.of("name", Field.MODEL_NAME, "run_id", Field.RUN_ID, "version_number", Field.VERSION);
  private static final Map<String, Field> VERSION_ORDERS =
      Map.of(
          "name", Field.MODEL_NAME,
          "version_number", Field.VERSION,
          "creation_timestamp", Field.REGISTERED_AT,
          "last_updated_timestamp", Field.REGISTERED_AT);
  private static final Condition NOT_DELETED =
      new Condition(Field.STATE, Operator.UNEQUAL, VersionState.DELETED.name());
  private static final List<Order> BY_NAME = List.of(new Order(Field.MODEL_NAME, true));
  private static final List<Order> NEWEST_FIRST =
      List.of(
          new Order(Field.REGISTERED_AT, false),
          new Order(Field.MODEL_NAME, true),
          new Order(Field.VERSION, false));

  private final ModelRegistry registry;

  MlflowSearch(ModelRegistry registry) {
    this.registry = registry;
  }

  /** One more than a page, where there are more. */
  List<RegisteredModel> models(String filter, List<String> orders, PageToken page) {
    SearchFilter parsed = SearchFilter.parse(filter, MODEL_FIELDS);
    List<Order> order = SearchOrder.parse(orders, MODEL_ORDERS, BY_NAME);
    return parsed.impossible()
        ? List.of()
        : registry.models(new Search(parsed.conditions(), order), page.offset(), page.size() + 1);
  }

  /** One more than a page, where there are more. */
  List<RegisteredVersion> versions(String filter, List<String> orders, PageToken page) {
    SearchFilter parsed = SearchFilter.parse(filter, VERSION_FIELDS);
    List<Order> order = SearchOrder.parse(orders, VERSION_ORDERS, NEWEST_FIRST);
    List<Condition> conditions = new ArrayList<>(parsed.conditions());
    conditions.add(NOT_DELETED);
    return parsed.impossible()
        ? List.of()
        : registry.versions(new Search(conditions, order), page.offset(), page.size() + 1);
  }
}
