package io.propensity.api.run;

import io.propensity.api.problem.InvalidField;
import io.propensity.campaign.SegmentRule;
import io.propensity.campaign.UsersSettings;
import io.propensity.report.RunKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * The options of the jobs that a client may set, and what they are on the command line. Each value
 * is checked for its form, so that none can be taken for another option.
 */
final class RunOptions {

  private static final int LONGEST = 200;

  private static final Map<String, Option> OF_PREDICTION =
      options(
          new Option(
              "users_partition", "text such as \"ds=2026-11-24\"", value -> partition(value)),
          new Option(
              "users_snapshot",
              "a version's name or number, as text",
              value -> text(value).filter(name -> name.matches("[A-Za-z0-9_.-]+"))),
          new Option("limit", "a whole number from 1", value -> positive(value)),
          new Option("sample", "a share above 0 and at most 1", value -> share(value)),
          new Option("top", "a whole number from 1", value -> positive(value)),
          new Option("min_score", "a number", value -> number(value)),
          new Option(
              "explain",
              "a whole number from 1, or \"all\"",
              value -> value.asString("").equals("all") ? Optional.of("all") : positive(value)),
          new Option(
              "segments", "text such as \"high:0.1,medium:0.3,low\"", value -> segments(value)),
          new Option("max_rejected", "a share below 1 or a whole number", value -> number(value)),
          new Option("keep_runs", "a whole number from 1", value -> positive(value)));

  private static final Map<String, Option> OF_TRAINING =
      options(
          new Option("trial", "true or false", value -> flag(value)),
          new Option("force", "true or false", value -> flag(value)),
          new Option(
              "steps",
              "an array of ingest, features, train, evaluate and export",
              value -> steps(value)));

  /**
   * One option.
   *
   * @param argument its text on the command line, "true" and "false" for a flag; empty for a value
   *     of another form
   */
  private record Option(String name, String form, Function<JsonNode, Optional<String>> argument) {}

  private RunOptions() {}

  /** Reads {@code options} of a request, and adds what is wrong to {@code errors}. */
  static Map<String, Object> read(RunKind kind, JsonNode options, List<InvalidField> errors) {
    Map<String, Option> known = known(kind);
    Map<String, Object> read = new LinkedHashMap<>();
    options.forEachEntry(
        (name, value) -> {
          Option option = known.get(name);
          if (option == null) {
            errors.add(
                new InvalidField(
                    "options." + shortened(name),
                    "is not an option; they are " + String.join(", ", known.keySet())));
          } else if (option.argument().apply(value).isEmpty()) {
            errors.add(new InvalidField("options." + name, "must be " + option.form()));
          } else {
            read.put(name, plain(value));
          }
        });
    return read;
  }

  /** The command line's words for options that were read before. */
  static List<String> arguments(RunKind kind, JsonNode options) {
    Map<String, Option> known = known(kind);
    List<String> arguments = new ArrayList<>();
    options.forEachEntry(
        (name, value) -> {
          Option option = known.get(name);
          String text = option == null ? "" : option.argument().apply(value).orElse("");
          String switched = "--" + name.replace('_', '-');
          if (text.equals("true")) {
            arguments.add(switched);
          } else if (!text.isEmpty() && !text.equals("false")) {
            arguments.add(switched + "=" + text);
          }
        });
    return arguments;
  }

  private static Map<String, Option> known(RunKind kind) {
    return kind == RunKind.PREDICTION ? OF_PREDICTION : OF_TRAINING;
  }

  private static Map<String, Option> options(Option... options) {
    Map<String, Option> byName = new LinkedHashMap<>();
    for (Option option : options) {
      byName.put(option.name(), option);
    }
    return byName;
  }

  private static Object plain(JsonNode value) {
    if (value.isArray()) {
      return value.valueStream().map(JsonNode::asString).toList();
    }
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    if (value.isIntegralNumber()) {
      return value.longValue();
    }
    return value.isNumber() ? (Object) value.doubleValue() : value.asString();
  }

  private static Optional<String> positive(JsonNode value) {
    return value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 1
        ? Optional.of(String.valueOf(value.longValue()))
        : Optional.empty();
  }

  private static Optional<String> share(JsonNode value) {
    return number(value)
        .filter(text -> Double.parseDouble(text) > 0 && Double.parseDouble(text) <= 1);
  }

  private static Optional<String> number(JsonNode value) {
    return value.isNumber() && Double.isFinite(value.doubleValue())
        ? Optional.of(
            value.isIntegralNumber() ? value.asString() : String.valueOf(value.doubleValue()))
        : Optional.empty();
  }

  private static Optional<String> flag(JsonNode value) {
    return value.isBoolean() ? Optional.of(String.valueOf(value.booleanValue())) : Optional.empty();
  }

  private static Optional<String> text(JsonNode value) {
    return value.isString() && value.stringValue().length() <= LONGEST
        ? Optional.of(value.stringValue())
        : Optional.empty();
  }

  private static Optional<String> segments(JsonNode value) {
    return text(value).filter(text -> isReadBy(SegmentRule::parse, text));
  }

  private static Optional<String> partition(JsonNode value) {
    return text(value)
        .filter(text -> text.codePoints().noneMatch(Character::isISOControl))
        .filter(text -> isReadBy(UsersSettings::parsePartition, text));
  }

  private static boolean isReadBy(Function<String, ?> reader, String text) {
    try {
      var unused = reader.apply(text);
      return true;
    } catch (IllegalArgumentException none) {
      return false;
    }
  }

  private static Optional<String> steps(JsonNode value) {
    boolean all =
        value.isArray()
            && !value.isEmpty()
            && value.valueStream().allMatch(step -> Pipelines.STEPS.contains(step.asString("")));
    return all
        ? Optional.of(String.join(",", value.valueStream().map(JsonNode::asString).toList()))
        : Optional.empty();
  }

  private static String shortened(String name) {
    return name.length() > LONGEST ? name.substring(0, LONGEST) + "..." : name;
  }
}
