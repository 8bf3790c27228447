package io.propensity.api.mlflow;

import io.propensity.api.model.Search.Field;
import io.propensity.api.model.Search.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** MLflow's {@code order_by}: a field and ASC or DESC, each in a parameter of its own. */
final class SearchOrder {

  private static final Pattern FORM = Pattern.compile("\\s*`?(\\w+)`?(?:\\s+((?i)ASC|DESC))?\\s*");

  private SearchOrder() {}

  /** The orders that are asked for, and after them {@code last}, so that none is left open. */
  static List<Order> parse(List<String> texts, Map<String, Field> fields, List<Order> last) {
    List<Order> orders = new ArrayList<>();
    for (String text : texts) {
      Matcher matcher = FORM.matcher(text);
      Field field = matcher.matches() ? fields.get(matcher.group(1)) : null;
      if (field == null) {
        throw MlflowException.invalid(
            "Invalid order_by clause '%s': order by %s, ASC or DESC"
                .formatted(text, String.join(", ", fields.keySet().stream().sorted().toList())));
      }
      orders.add(new Order(field, !"desc".equalsIgnoreCase(matcher.group(2))));
    }
    orders.addAll(last);
    return orders;
  }
}
