package io.propensity.api.model;

import io.propensity.api.web.Fields;
import io.propensity.api.web.StoredText;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The fields of a request's body about a version; gathers what is wrong with them. */
final class Body {

  private static final int LARGEST_VERSION = 999_999_999;
  private static final int LONGEST_TEXT = 1_000;

  private final Fields fields;

  /** A body that may have the fields {@code names} and no others. */
  Body(JsonNode body, List<String> names) {
    this.fields =
        Fields.of(body, names, "is not a field here; they are " + String.join(", ", names));
  }

  int version() {
    JsonNode value = fields.present("version");
    if (value != null
        && value.isIntegralNumber()
        && value.canConvertToInt()
        && value.intValue() >= 1
        && value.intValue() <= LARGEST_VERSION) {
      return value.intValue();
    }
    wrong("version", "must be the number of a version, e.g. 3");
    return 1;
  }

  boolean flag(String name) {
    return fields.flag(name, false);
  }

  /** A text that is not blank; null where there is none. */
  @Nullable String text(String name) {
    JsonNode value = fields.present(name);
    if (value == null) {
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
    return fields.node(name);
  }

  void wrong(String name, String message) {
    fields.wrong(name, message);
  }

  /** Refuses the request when anything was wrong. */
  void done() {
    fields.requireNone();
  }
}
