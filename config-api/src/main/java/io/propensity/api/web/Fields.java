package io.propensity.api.web;

import io.propensity.api.problem.InvalidField;
import io.propensity.api.problem.ProblemException;
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
public final class Fields {

  private static final int MOST_ITEMS = 1_000;
  private static final int SHOWN_NAME = 100;

  /** Says what is wrong with the text of a field, if anything is. */
  public interface Check {

    Optional<InvalidField> of(String field, String text);
  }

  /** Says what is wrong with a number, if anything is. */
  public interface NumberCheck {

    Optional<InvalidField> of(String field, double number);
  }

  private static final Check NONE = (field, text) -> Optional.empty();

  private final ObjectNode object;
  private final ObjectNode kept;
  private final List<InvalidField> errors = new ArrayList<>();

  /** Those of a request's body, of which none but {@code known} may be there. */
  public static Fields of(JsonNode body, List<String> known, String unknown) {
    Fields fields = new Fields(object(body));
    fields.refuseUnknown(known, unknown);
    return fields;
  }

  /** A body as the object that it has to be. */
  public static ObjectNode object(JsonNode body) {
    if (body instanceof ObjectNode object) {
      return object;
    }
    throw ProblemException.badRequest("A JSON object is wanted as the body");
  }

  public Fields(ObjectNode object) {
    this(object, object.objectNode());
  }

  /**
   * Fields whose values are those of {@code kept} are not checked again: rules change with the
   * settings, and what was fine then must not stand in the way of other changes.
   */
  public Fields(ObjectNode object, ObjectNode kept) {
    this.object = object;
    this.kept = kept;
  }

  public List<InvalidField> errors() {
    return errors;
  }

  public boolean has(String name) {
    return object.has(name);
  }

  /** A field as it was sent; missing where it was left out. */
  public JsonNode node(String name) {
    return object.path(name);
  }

  /**
   * The fields of an object within; null where there is none, or something else, which is noted.
   *
   * @param such an example of one
   */
  public @Nullable Fields within(String name, String such) {
    JsonNode value = present(name);
    if (value == null) {
      return null;
    }
    if (value instanceof ObjectNode within) {
      return new Fields(within);
    }
    wrong(name, "must be an object, such as " + such);
    return null;
  }

  /** Notes what is wrong with the fields of an object within, unless it says what it did before. */
  public void note(String name, Fields within) {
    if (!isKept(name)) {
      within.errors.stream()
          .map(error -> new InvalidField(name + "." + error.field(), error.message()))
          .forEach(errors::add);
    }
  }

  /** A string or number as text, empty for anything else. */
  public String asText(String name) {
    return object.path(name).asString("");
  }

  /** Whether a field says what was said before, and so is not checked again. */
  public boolean isKept(String name) {
    return object.path(name).equals(kept.get(name));
  }

  public void refuseUnknown(List<String> known, String reason) {
    for (String name : object.propertyNames()) {
      if (!known.contains(name)) {
        String shown = name.length() > SHOWN_NAME ? name.substring(0, SHOWN_NAME) + "..." : name;
        wrong(shown, reason);
      }
    }
  }

  public void refuse(List<String> names, String reason) {
    names.stream().filter(object::has).forEach(name -> wrong(name, reason));
  }

  public String text(String name, Check check) {
    JsonNode value = present(name);
    if (value == null) {
      wrong(name, "is required");
      return "";
    }
    return text(name, value, checked(name, check));
  }

  public @Nullable String optionalText(String name, Check check) {
    JsonNode value = present(name);
    return value == null ? null : text(name, value, checked(name, check));
  }

  /** A number as JSON has them: finite. */
  public @Nullable Double optionalNumber(String name, NumberCheck check) {
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

  public boolean flag(String name, boolean otherwise) {
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
  public List<String> texts(String name, Check check) {
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

  /** A field that is there and not null. */
  public @Nullable JsonNode present(String name) {
    JsonNode value = object.get(name);
    return value == null || value.isNull() ? null : value;
  }

  /** Refuses the request when anything was wrong. */
  public void requireNone() {
    if (!errors.isEmpty()) {
      throw ProblemException.invalidFields(errors);
    }
  }

  public void wrong(String name, String message) {
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
