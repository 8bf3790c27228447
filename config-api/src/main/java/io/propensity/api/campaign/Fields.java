package io.propensity.api.campaign;

import io.propensity.api.problem.InvalidField;
import io.propensity.api.web.StoredText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A JSON object's fields by name and type; gathers what is wrong with them. */
final class Fields {

  private static final int MOST_ITEMS = 1_000;
  private static final int SHOWN_NAME = 100;

  /** Says what is wrong with a number, if anything is. */
  interface NumberCheck {

    Optional<InvalidField> of(String field, double number);
  }

  private static final Check NONE = (field, text) -> Optional.empty();

  private final ObjectNode object;
  private final ObjectNode kept;
  private final List<InvalidField> errors = new ArrayList<>();

  Fields(ObjectNode object) {
    this(object, object.objectNode());
  }

  /**
   * Fields whose values are those of {@code kept} are not checked again: rules change with the
   * settings, and what was fine then must not stand in the way of other changes.
   */
  Fields(ObjectNode object, ObjectNode kept) {
    this.object = object;
    this.kept = kept;
  }

  List<InvalidField> errors() {
    return errors;
  }

  boolean has(String name) {
    return object.has(name);
  }

  /** Whether a field says what was said before, and so is not checked again. */
  boolean isKept(String name) {
    return object.path(name).equals(kept.get(name));
  }

  void refuseUnknown(List<String> known, String reason) {
    for (String name : object.propertyNames()) {
      if (!known.contains(name)) {
        String shown = name.length() > SHOWN_NAME ? name.substring(0, SHOWN_NAME) + "..." : name;
        wrong(shown, reason);
      }
    }
  }

  void refuse(List<String> names, String reason) {
    names.stream().filter(object::has).forEach(name -> wrong(name, reason));
  }

  void requireUnchanged(String name, JsonNode told) {
    JsonNode sent = object.get(name);
    if (sent != null && !sent.asString("").equals(told.asString())) {
      wrong(
          name,
          "is given by the service and is %s: send that or leave it out (has the campaign been changed since it was read?)"
              .formatted(told.asString()));
    }
  }

  String text(String name, Check check) {
    JsonNode value = present(name);
    if (value == null) {
      wrong(name, "is required");
      return "";
    }
    return text(name, value, checked(name, check));
  }

  @Nullable String optionalText(String name, Check check) {
    JsonNode value = present(name);
    return value == null ? null : text(name, value, checked(name, check));
  }

  /** A number as JSON has them: finite. */
  @Nullable Double optionalNumber(String name, NumberCheck check) {
    JsonNode value = present(name);
    if (value == null) {
      return null;
    }
    if (!value.isNumber()) {
      wrong(name, "must be a number, not " + kind(value));
      return null;
    }
    double number = value.doubleValue();
    if (Double.isInfinite(number)) {
      wrong(name, "is too great a number");
      return null;
    }
    check.of(name, number).ifPresent(errors::add);
    return number;
  }

  boolean flag(String name, boolean otherwise) {
    JsonNode value = object.get(name);
    if (value == null) {
      return otherwise;
    }
    if (!value.isBoolean()) {
      wrong(name, "must be true or false, not " + kind(value));
      return otherwise;
    }
    return value.booleanValue();
  }

  /** A list of 1 to 1,000 texts, none twice. */
  List<String> texts(String name, Check check) {
    JsonNode value = present(name);
    if (value == null) {
      wrong(name, "is required");
      return List.of();
    }
    if (!value.isArray()) {
      wrong(name, "must be an array of strings, not " + kind(value));
      return List.of();
    }
    if (value.isEmpty() || value.size() > MOST_ITEMS) {
      wrong(name, "must have 1 to 1,000 items, and has %,d".formatted(value.size()));
      return List.of();
    }
    return items(name, value, checked(name, check));
  }

  private List<String> items(String name, JsonNode array, Check check) {
    List<String> texts = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < array.size(); i++) {
      String item = "%s[%d]".formatted(name, i);
      int before = errors.size();
      String text = text(item, array.get(i), check);
      if (errors.size() == before && !seen.add(text)) {
        wrong(item, "'%s' is named before".formatted(text));
      }
      texts.add(text);
    }
    return texts;
  }

  private String text(String name, JsonNode value, Check check) {
    if (!value.isString()) {
      wrong(name, "must be a string, not " + kind(value));
      return "";
    }
    String text = value.stringValue();
    Optional<InvalidField> error = storable(name, text).or(() -> check.of(name, text));
    error.ifPresent(errors::add);
    return text;
  }

  /** PostgreSQL keeps neither U+0000 nor half a character. */
  private static Optional<InvalidField> storable(String name, String text) {
    return text.codePoints()
        .filter(c -> !StoredText.canBe(c))
        .mapToObj(
            c ->
                new InvalidField(
                    name, String.format(Locale.ROOT, "holds U+%04X, which cannot be kept", c)))
        .findFirst();
  }

  private Check checked(String name, Check check) {
    return isKept(name) ? NONE : check;
  }

  private @Nullable JsonNode present(String name) {
    JsonNode value = object.get(name);
    return value == null || value.isNull() ? null : value;
  }

  private void wrong(String name, String message) {
    errors.add(new InvalidField(name, message));
  }

  private static String kind(JsonNode value) {
    return switch (value.getNodeType()) {
      case ARRAY -> "an array";
      case OBJECT -> "an object";
      case NULL -> "null";
      default -> "a " + value.getNodeType().name().toLowerCase(Locale.ROOT);
    };
  }
}
