package io.propensity.json;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value of a YAML file that knows where it was written. */
sealed interface YamlNode {

  /** Where it was written. */
  Place place();

  /**
   * A line of a file, or a setting of the command line.
   *
   * @param text {@code pipeline.yaml:12}, or {@code --set a.b=1}
   * @param line 0 for a setting
   */
  record Place(String text, int line) {

    /** Of what has no line of its own: it is told last. */
    static final Place NONE = new Place("", Integer.MAX_VALUE);
  }

  /** Keys and values, in their order. */
  record Mapping(Map<String, Entry> entries, Place place) implements YamlNode {

    /** The value of a key that is there and not null. */
    @Nullable YamlNode get(String key) {
      Entry entry = entries.get(key);
      return entry == null || entry.value().isNull() ? null : entry.value();
    }
  }

  /** A value and the place of its key. */
  record Entry(YamlNode value, Place place) {}

  /** A list. */
  record Sequence(List<YamlNode> items, Place place) implements YamlNode {}

  /**
   * Anything else.
   *
   * @param text as it was written, without quotes
   * @param plain whether it was written without quotes, so that it may be other than text
   * @param replaced whether it holds the value of a variable: then it is what is wanted, if it can
   */
  record Scalar(String text, boolean plain, boolean replaced, Place place) implements YamlNode {

    /** Whether it may be a number or a boolean. */
    boolean isOpen() {
      return plain || replaced;
    }
  }

  default boolean isNull() {
    return this instanceof Scalar scalar
        && scalar.plain()
        && scalar.text().matches("|~|null|Null|NULL");
  }
}
