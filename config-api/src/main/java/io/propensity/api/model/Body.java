package io.propensity.api.model;

import io.propensity.api.problem.InvalidField;
import io.propensity.api.problem.ProblemException;
import io.propensity.api.web.StoredText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The fields of a request's body; gathers what is wrong with them. */
final class Body {

  private static final int LARGEST_VERSION = 999_999_999;
  private static final int LONGEST_TEXT = 1_000;

  private final ObjectNode object;
  private final List<InvalidField> errors = new ArrayList<>();

  /** A body that may have the fields {@code names} and no others. */
  Body(JsonNode body, List<String> names) {
    if (!(body instanceof ObjectNode given)) {
      throw ProblemException.badRequest("A JSON object is wanted as the body");
    }
    this.object = given;
    for (String name : given.propertyNames()) {
      if (!names.contains(name)) {
        wrong(
            name.length() > 100 ? name.substring(0, 100) + "..." : name,
            "is not a field here; they are " + String.join(", ", names));
      }
    }
  }

  int version() {
    JsonNode value = object.path("version");
    if (value.isIntegralNumber()
        && value.canConvertToInt()
        && value.intValue() >= 1
        && value.intValue() <= LARGEST_VERSION) {
      return value.intValue();
    }
    wrong("version", "must be the number of a version, e.g. 3");
    return 1;
  }

  boolean flag(String name) {
    JsonNode value = object.path(name);
    if (!value.isMissingNode() && !value.isBoolean()) {
      wrong(name, "must be true or false");
    }
    return value.asBoolean(false);
  }

  /** A text that is not blank; null where there is none. */
  @Nullable String text(String name) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    String text = value.isString() ? value.stringValue() : "";
    if (text.isBlank() || text.length() > LONGEST_TEXT || !StoredText.canBe(text)) {
      wrong(name, "must be a text of 1 to 1,000 characters, and not blank");
      return null;
    }
    return text;
  }

  JsonNode node(String name) {
    return object.path(name);
  }

  void wrong(String name, String message) {
    errors.add(new InvalidField(name, message));
  }

  /** Refuses the request when anything was wrong. */
  void done() {
    if (!errors.isEmpty()) {
      throw ProblemException.invalidFields(errors);
    }
  }
}
