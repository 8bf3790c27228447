package io.propensity.json;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.propensity.run.ConfigurationException;
import io.propensity.run.ContractException;
import io.propensity.run.Fault;
import io.propensity.text.CloseNames;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes a record of a tree, and notes all that does not fit: unknown and missing keys, wrong types,
 * and what the records themselves refuse. Jackson's annotations name keys and variants.
 */
final class YamlBinder {

  private final YamlFaults faults;

  /** The paths of values that could not be bound. */
  private final Set<String> unbound = new HashSet<>();

  YamlBinder(YamlFaults faults) {
    this.faults = faults;
  }

  /** The value of a type, or null when a fault was noted. */
  @Nullable Object bind(YamlNode node, Type type, String path) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      return arguments.length == 1 ? list(node, arguments[0], path) : map(node, arguments[1], path);
    }
    Class<?> wanted = (Class<?>) type;
    Optional<Method> creator = delegating(wanted);
    if (creator.isPresent()) {
      return guarded(node, path, () -> invoke(creator.get(), plain(node, path)));
    }
    if (wanted.isAnnotationPresent(JsonTypeInfo.class)) {
      return variant(node, wanted, path);
    }
    if (wanted.isRecord()) {
      return record(node, wanted, path);
    }
    if (wanted == Object.class) {
      return plain(node, path);
    }
    return guarded(node, path, () -> scalar(node, wanted));
  }

  private static Object scalar(YamlNode node, Class<?> wanted) {
    if (!(node instanceof YamlNode.Scalar scalar)) {
      throw YamlTypes.wrong(
          "must be %s, and is %s".formatted(YamlShapes.described(wanted), YamlTypes.shown(node)));
    }
    if (wanted.isEnum()) {
      return constant(scalar, wanted);
    }
    return switch (wanted.getSimpleName()) {
      case "String" -> YamlTypes.text(scalar);
      case "boolean", "Boolean" -> YamlTypes.bool(scalar);
      case "int", "Integer" -> (int) YamlTypes.whole(scalar, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case "long", "Long" -> YamlTypes.whole(scalar, Long.MIN_VALUE, Long.MAX_VALUE);
      case "double", "Double" -> YamlTypes.number(scalar);
      default -> throw new IllegalStateException("No YAML value is a " + wanted);
    };
  }

  private static Object constant(YamlNode.Scalar scalar, Class<?> wanted) {
    Map<String, Object> constants = YamlShapes.constants(wanted);
    Object found = constants.get(scalar.text());
    if (found == null) {
      throw YamlTypes.wrong(
          "is %s; it must be %s%s%s"
              .formatted(
                  YamlTypes.shown(scalar),
                  constants.size() == 1 ? "" : "one of ",
                  String.join(", ", constants.keySet()),
                  meant(scalar.text(), constants.keySet().stream().toList())));
    }
    return found;
  }

  private @Nullable Object list(YamlNode node, Type item, String path) {
    if (!(node instanceof YamlNode.Sequence sequence)) {
      faults.add(
          node.place(),
          "'%s' must be a list, such as %s, and is %s"
              .formatted(path, YamlTypes.listOf(node), YamlTypes.shown(node)));
      return null;
    }
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < sequence.items().size(); i++) {
      add(sequence.items().get(i), item, "%s[%d]".formatted(path, i), list);
    }
    return list;
  }

  private void add(YamlNode node, Type type, String path, List<Object> list) {
    if (node.isNull()) {
      faults.add(node.place(), "lacks " + path);
      return;
    }
    Object value = bind(node, type, path);
    if (value == null) {
      unbound.add(path);
    } else {
      list.add(value);
    }
  }

  private @Nullable Object map(YamlNode node, Type type, String path) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      faults.add(
          node.place(),
          "'%s' must be a map of keys and values, and is %s"
              .formatted(path, YamlTypes.shown(node)));
      return null;
    }
    Map<String, Object> map = new LinkedHashMap<>();
    mapping
        .entries()
        .forEach(
            (key, entry) -> {
              List<Object> one = new ArrayList<>();
              add(entry.value(), type, YamlShapes.join(path, key), one);
              one.forEach(value -> map.put(key, value));
            });
    return map;
  }

  /** One of several records, by the key that says which. */
  private @Nullable Object variant(YamlNode node, Class<?> type, String path) {
    JsonTypeInfo info = type.getAnnotation(JsonTypeInfo.class);
    Map<String, Class<?>> variants = YamlShapes.variants(type);
    YamlNode by = node instanceof YamlNode.Mapping mapping ? mapping.get(info.property()) : null;
    if (by == null) {
      return record(node, info.defaultImpl(), path);
    }
    Class<?> chosen = by instanceof YamlNode.Scalar name ? variants.get(name.text()) : null;
    if (chosen == null) {
      faults.add(
          by.place(),
          "'%s' is %s; it must be one of %s%s"
              .formatted(
                  YamlShapes.join(path, info.property()),
                  YamlTypes.shown(by),
                  String.join(", ", variants.keySet()),
                  by instanceof YamlNode.Scalar name
                      ? meant(name.text(), List.copyOf(variants.keySet()))
                      : ""));
      return null;
    }
    return record(node, chosen, path);
  }

  private @Nullable Object record(YamlNode node, Class<?> type, String path) {
    List<YamlShapes.Component> components = YamlShapes.components(type);
    if (!(node instanceof YamlNode.Mapping mapping)) {
      faults.add(
          node.place(),
          "'%s' has keys of its own, %s, and is %s"
              .formatted(
                  path,
                  components.stream()
                      .map(YamlShapes.Component::name)
                      .collect(Collectors.joining(", ")),
                  YamlTypes.shown(node)));
      return null;
    }
    @Nullable Object[] values = values(mapping, type, components, path);
    for (int i = 0; i < values.length; i++) {
      if (values[i] == null && !components.get(i).optional()) {
        return null;
      }
    }
    return made(type, values, mapping, path);
  }

  /** The values of a record's keys that could be bound, in the record's order. */
  @Nullable Object[] values(
      YamlNode.Mapping mapping, Class<?> type, List<YamlShapes.Component> components, String path) {
    refuseUnknown(mapping, type, components, path);
    refuseMissing(mapping, components, path);
    @Nullable Object[] values = new Object[components.size()];
    for (int i = 0; i < values.length; i++) {
      YamlShapes.Component component = components.get(i);
      YamlNode value = mapping.get(component.name());
      String at = YamlShapes.join(path, component.name());
      values[i] = value == null ? null : component(value, component, at);
      if (values[i] == null && (value != null || !component.optional())) {
        unbound.add(at);
      }
    }
    return values;
  }

  private @Nullable Object component(YamlNode value, YamlShapes.Component component, String path) {
    if (component.takesOneForMany() && value instanceof YamlNode.Scalar) {
      return bind(new YamlNode.Sequence(List.of(value), value.place()), component.type(), path);
    }
    return bind(value, component.type(), path);
  }

  /** What the record refuses is noted, unless it follows from what is noted already. */
  @Nullable Object made(
      Class<?> type, @Nullable Object[] values, YamlNode.Mapping node, String path) {
    Constructor<?> constructor = YamlShapes.constructor(type);
    try {
      return invoke(() -> constructor.newInstance(values));
    } catch (ConfigurationException | ContractException e) {
      note(e, node, path);
      return null;
    }
  }

  private void note(RuntimeException refusal, YamlNode node, String path) {
    List<Fault> all =
        refusal instanceof ConfigurationException wrong && !wrong.faults().isEmpty()
            ? wrong.faults()
            : List.of();
    if (all.isEmpty()) {
      faults.add(node.place(), String.valueOf(refusal.getMessage()));
    }
    for (Fault fault : all) {
      String key = fault.key().isEmpty() ? path : YamlShapes.join(path, fault.key());
      if (fault.key().isEmpty() || !followsFromAnother(key)) {
        faults.add(
            YamlShapes.placeOf(node, fault.key()),
            key.isEmpty() ? fault.message() : "'%s' %s".formatted(key, fault.message()));
      }
    }
  }

  /** Whether a value that could not be bound is that of the key, above it or within it. */
  boolean followsFromAnother(String key) {
    return unbound.stream().anyMatch(other -> isWithin(key, other) || isWithin(other, key));
  }

  private static boolean isWithin(String key, String above) {
    return key.startsWith(above)
        && (key.length() == above.length() || ".[".indexOf(key.charAt(above.length())) >= 0);
  }

  private void refuseUnknown(
      YamlNode.Mapping mapping, Class<?> type, List<YamlShapes.Component> components, String path) {
    List<String> known =
        components.stream()
            .map(YamlShapes.Component::name)
            .sorted()
            .collect(Collectors.toCollection(ArrayList::new));
    String by = YamlShapes.discriminator(type);
    mapping
        .entries()
        .forEach(
            (key, entry) -> {
              if (!known.contains(key) && !key.equals(by)) {
                faults.add(
                    entry.place(),
                    "unknown key '%s'; the keys there are %s%s"
                        .formatted(
                            YamlShapes.join(path, key),
                            String.join(", ", known),
                            meant(key, known)));
              }
            });
  }

  private void refuseMissing(
      YamlNode.Mapping mapping, List<YamlShapes.Component> components, String path) {
    List<String> missing =
        components.stream()
            .filter(component -> !component.optional() && mapping.get(component.name()) == null)
            .map(component -> YamlShapes.join(path, component.name()))
            .toList();
    if (!missing.isEmpty()) {
      faults.add(mapping.place(), "lacks " + String.join(", ", missing));
    }
  }

  private @Nullable Object plain(YamlNode node, String path) {
    return guarded(node, path, () -> YamlTypes.plain(node));
  }

  private @Nullable Object guarded(YamlNode node, String path, Supplier<@Nullable Object> reading) {
    try {
      return reading.get();
    } catch (ConfigurationException e) {
      note(e, node, path);
      return null;
    }
  }

  private static @Nullable Object invoke(Method creator, @Nullable Object value) {
    return value == null ? null : invoke(() -> creator.invoke(null, value));
  }

  /** A call by reflection. */
  private interface Call {
    Object run() throws ReflectiveOperationException;
  }

  private static Object invoke(Call call) {
    try {
      return call.run();
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException refusal) {
        throw refusal;
      }
      throw new IllegalStateException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Optional<Method> delegating(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(JsonCreator.class))
        .peek(method -> method.setAccessible(true))
        .findFirst();
  }

  static String meant(String name, List<String> known) {
    return CloseNames.to(name, known).stream()
        .findFirst()
        .map("; did you mean %s?"::formatted)
        .orElse("");
  }
}
