package io.propensity.api.console;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the API is asked for by a form. What is wrong with a field is the API's to say. */
public final class FormBody {

  private static final String WHOLE = "[0-9]{1,18}";
  private static final String DECIMAL = "[+-]?[0-9]{1,15}(\\.[0-9]{1,15})?";

  private final ObjectNode json = JsonNodeFactory.instance.objectNode();

  /** Left out where nothing was typed. */
  public FormBody text(String field, String typed) {
    if (!typed.isEmpty()) {
      json.put(field, typed);
    }
    return this;
  }

  /** What is no number is sent as it is, and refused as that. */
  public FormBody number(String field, String typed) {
    if (typed.matches(WHOLE)) {
      json.put(field, Long.parseLong(typed));
    } else if (typed.matches(DECIMAL)) {
      json.put(field, new BigDecimal(typed));
    } else {
      text(field, typed);
    }
    return this;
  }

  /** A number as {@link #number} reads it; empty where there is none. */
  public static String typed(@Nullable Double number) {
    return number == null ? "" : BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  /** The fields so far, to which others may be added. */
  public ObjectNode json() {
    return json;
  }
}
