package io.propensity.json;

import io.propensity.run.ConfigurationException;
import io.propensity.run.Fault;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What scalars of YAML stand for, read strictly: what two readers might take differently is
 * refused.
 */
final class YamlTypes {

  private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9][0-9_]*");
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?([0-9][0-9_]*(\\.[0-9_]*)?|\\.[0-9][0-9_]*)([eE][-+]?[0-9]+)?");
  private static final Set<String> TRUE = Set.of("true", "yes", "on");
  private static final Set<String> FALSE = Set.of("false", "no", "off");

  private YamlTypes() {}

  /** Text; a word that YAML takes for a boolean has to be quoted. */
  static String text(YamlNode.Scalar scalar) {
    if (scalar.plain() && isDoubtful(scalar.text())) {
      throw wrong(
          "is %s, which YAML reads as a boolean: quote it, \"%s\""
              .formatted(scalar.text(), scalar.text()));
    }
    return scalar.text();
  }

  static boolean bool(YamlNode.Scalar scalar) {
    String word = scalar.text().toLowerCase(Locale.ROOT);
    if (scalar.isOpen() && (TRUE.contains(word) || FALSE.contains(word))) {
      return TRUE.contains(word);
    }
    throw wrong("must be true or false, and is %s".formatted(shown(scalar)));
  }

  static long whole(YamlNode.Scalar scalar, long least, long most) {
    if (scalar.isOpen() && WHOLE.matcher(scalar.text()).matches()) {
      BigInteger value = new BigInteger(digits(scalar));
      if (value.compareTo(BigInteger.valueOf(least)) >= 0
          && value.compareTo(BigInteger.valueOf(most)) <= 0) {
        return value.longValueExact();
      }
    }
    throw wrong("must be a whole number, and is %s".formatted(shown(scalar)));
  }

  static double number(YamlNode.Scalar scalar) {
    if (scalar.isOpen() && NUMBER.matcher(scalar.text()).matches()) {
      double value = Double.parseDouble(digits(scalar));
      if (Double.isFinite(value)) {
        return value;
      }
    }
    throw wrong("must be a number, and is %s".formatted(shown(scalar)));
  }

  /** As it was written: text, Integer, Long, Double, Boolean, a list or a map of such. */
  static Object plain(YamlNode node) {
    if (node instanceof YamlNode.Mapping mapping) {
      Map<String, Object> map = new LinkedHashMap<>();
      mapping.entries().forEach((key, entry) -> map.put(key, plain(entry.value())));
      return map;
    }
    if (node instanceof YamlNode.Sequence sequence) {
      List<Object> list = new ArrayList<>();
      sequence.items().forEach(item -> list.add(plain(item)));
      return list;
    }
    return scalar((YamlNode.Scalar) node);
  }

  private static Object scalar(YamlNode.Scalar scalar) {
    if (scalar.isNull()) {
      throw wrong("has an empty value: write one, or leave it out");
    }
    if (!scalar.isOpen()) {
      return scalar.text();
    }
    if (scalar.text().matches("(?i)true|false")) {
      return bool(scalar);
    }
    if (scalar.plain() && isDoubtful(scalar.text())) {
      throw wrong(
          "is %s, which may be a boolean or text: write true or false, or quote it"
              .formatted(scalar.text()));
    }
    if (WHOLE.matcher(scalar.text()).matches()) {
      long value = whole(scalar, Long.MIN_VALUE, Long.MAX_VALUE);
      if (value == (int) value) {
        return (int) value;
      }
      return value;
    }
    return NUMBER.matcher(scalar.text()).matches() ? (Object) number(scalar) : scalar.text();
  }

  private static boolean isDoubtful(String text) {
    String word = text.toLowerCase(Locale.ROOT);
    return !word.equals("true")
        && !word.equals("false")
        && (TRUE.contains(word) || FALSE.contains(word));
  }

  /** A value as a message shows it. */
  static String shown(YamlNode node) {
    if (node instanceof YamlNode.Scalar scalar) {
      return scalar.isOpen()
          ? "'%s'".formatted(scalar.text())
          : "the text \"%s\"".formatted(scalar.text());
    }
    return node instanceof YamlNode.Sequence ? "a list" : "a map of keys";
  }

  /** The list that somebody may have meant who wrote one value. */
  static String listOf(YamlNode node) {
    return node instanceof YamlNode.Scalar scalar && !scalar.isNull()
        ? "[%s]".formatted(scalar.text())
        : "[a, b]";
  }

  private static String digits(YamlNode.Scalar scalar) {
    return scalar.text().replace("_", "");
  }

  static ConfigurationException wrong(String message) {
    return new ConfigurationException(List.of(new Fault("", message)));
  }
}
