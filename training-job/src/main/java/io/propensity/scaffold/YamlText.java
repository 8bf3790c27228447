package io.propensity.scaffold;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** Texts as scalars of YAML. */
final class YamlText {

  private YamlText() {}

  /** As it is where YAML takes it for text, else in quotes. */
  static String plain(String text) {
    boolean plain =
        text.matches("[A-Za-z_/][A-Za-z0-9_/.-]*|\\$\\{raw}[A-Za-z0-9_/.-]*")
            && !text.matches("(?i)y|n|yes|no|on|off|true|false|null|generated");
    return plain ? text : quoted(text);
  }

  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\t' -> quoted.append("\\t");
        default -> {
          if (c < 0x20 || c == 0x7F) {
            quoted.append(String.format(Locale.ROOT, "\\x%02x", (int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }

  static String list(Collection<?> items) {
    return items.stream()
        .map(item -> quoted(item.toString()))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /** A boolean or a list as it is, anything else in quotes. */
  static String value(Object value) {
    return value instanceof Boolean
        ? value.toString()
        : value instanceof Collection<?> items ? list(items) : quoted(value.toString());
  }
}
