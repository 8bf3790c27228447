package io.propensity.catboost;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Checks of single values where CatBoost's own would end its process, or take them for others. */
final class ParameterValues {

  /** CatBoost ends its process on more, and on none. */
  private static final long MOST_THREADS = 128;

  private static final long MOST_BORDERS = 65_535;

  private ParameterValues() {}

  static void check(Map<String, Object> values) {
    values.forEach(ParameterValues::requireWritable);
    requireWhole(values, "iterations", 1, Integer.MAX_VALUE);
    requireWhole(values, "random_seed", 0, Long.MAX_VALUE);
    requireWhole(values, "thread_count", 1, MOST_THREADS);
    requireWhole(values, "border_count", 1, MOST_BORDERS);
    requireWhole(values, "metric_period", 1, Integer.MAX_VALUE);
    requireShare(values, "subsample");
    requireShare(values, "rsm");
    Object device = values.getOrDefault("task_type", "CPU");
    if (!device.equals("CPU")) {
      throw new CatBoostException(
          "task_type '%s': this trainer is the CPU's; leave it out".formatted(device));
    }
  }

  private static void requireWritable(String name, @Nullable Object value) {
    if (value == null) {
      throw new CatBoostException("%s has no value".formatted(name));
    }
    if (value instanceof List<?> list) {
      list.forEach(each -> requireWritable(name, each));
    } else if (value instanceof Map<?, ?> map) {
      map.values().forEach(each -> requireWritable(name, each));
    } else if (value instanceof Number number) {
      requireFinite(name, number);
    } else if (!(value instanceof String || value instanceof Boolean)) {
      throw new CatBoostException(
          "%s '%s' is neither text nor a number, a boolean, a list or a map"
              .formatted(name, value));
    }
  }

  private static void requireFinite(String name, Number number) {
    if (!Double.isFinite(number.doubleValue())) {
      throw new CatBoostException("%s is %s".formatted(name, number));
    }
  }

  private static void requireWhole(Map<String, Object> values, String name, long least, long most) {
    Object value = values.get(name);
    if (value != null && !isWhole(value, least, most)) {
      throw new CatBoostException(
          "%s '%s' is not a whole number from %d to %d".formatted(name, value, least, most));
    }
  }

  private static boolean isWhole(Object value, long least, long most) {
    return value instanceof Number number
        && number.doubleValue() == number.longValue()
        && number.longValue() >= least
        && number.longValue() <= most;
  }

  private static void requireShare(Map<String, Object> values, String name) {
    Object value = values.get(name);
    boolean share =
        value == null
            || (value instanceof Number number
                && number.doubleValue() > 0
                && number.doubleValue() <= 1);
    if (!share) {
      throw new CatBoostException(
          "%s '%s' is not a number above 0 and at most 1".formatted(name, value));
    }
  }

  /** The value with each text in it replaced. */
  static Object mapText(Object value, UnaryOperator<String> change) {
    return value instanceof List<?> list
        ? list.stream().map(each -> mapText(each, change)).toList()
        : value instanceof String text ? change.apply(text) : value;
  }
}
