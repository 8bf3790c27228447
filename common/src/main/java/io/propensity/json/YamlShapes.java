package io.propensity.json;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shapes that records give to a file. */
final class YamlShapes {

  private YamlShapes() {}

  /**
   * A key of a record.
   *
   * @param optional whether it may be left out
   * @param takesOneForMany whether one value stands for a list of it
   * @param description empty when there is none
   */
  record Component(
      String name, Type type, boolean optional, boolean takesOneForMany, String description) {}

  static List<Component> components(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .map(
            component ->
                new Component(
                    name(field(component), component.getName()),
                    component.getGenericType(),
                    component.getAnnotatedType().isAnnotationPresent(Nullable.class),
                    isOneForMany(component),
                    description(component)))
        .toList();
  }

  static Constructor<?> constructor(Class<?> type) {
    try {
      Constructor<?> constructor =
          type.getDeclaredConstructor(
              Arrays.stream(type.getRecordComponents())
                  .map(RecordComponent::getType)
                  .toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      return constructor;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("Every record has such a constructor", e);
    }
  }

  /** The constants of an enum by the names that files give them. */
  static Map<String, Object> constants(Class<?> type) {
    Map<String, Object> constants = new LinkedHashMap<>();
    for (Field field : type.getFields()) {
      if (field.isEnumConstant()) {
        constants.put(name(field, field.getName()), type.getEnumConstants()[constants.size()]);
      }
    }
    return constants;
  }

  /** The records that a type may be, by the name that a file gives them. */
  static Map<String, Class<?>> variants(Class<?> type) {
    Map<String, Class<?>> variants = new LinkedHashMap<>();
    for (JsonSubTypes.Type variant : type.getAnnotation(JsonSubTypes.class).value()) {
      variants.put(variant.name(), variant.value());
    }
    return variants;
  }

  /** The key that says which variant a record is; empty when it is none. */
  static String discriminator(Class<?> type) {
    JsonTypeInfo info = type.getAnnotation(JsonTypeInfo.class);
    return info != null
        ? info.property()
        : Arrays.stream(type.getInterfaces())
            .map(YamlShapes::discriminator)
            .filter(property -> !property.isEmpty())
            .findFirst()
            .orElse("");
  }

  static String described(Class<?> type) {
    return type.isEnum() ? "one of " + String.join(", ", constants(type).keySet()) : "one value";
  }

  static String join(String path, String key) {
    return path.isEmpty() || key.startsWith("[") ? path + key : path + "." + key;
  }

  /** The place of the deepest part of {@code key} that is there. */
  static YamlNode.Place placeOf(YamlNode node, String key) {
    YamlNode.Place place = node.place();
    YamlNode at = node;
    String dotted = key.replace("[", ".").replace("]", "").replaceFirst("^\\.", "");
    for (String part : dotted.isEmpty() ? new String[0] : dotted.split("\\.", -1)) {
      if (at instanceof YamlNode.Mapping mapping && mapping.entries().get(part) != null) {
        YamlNode.Entry entry = mapping.entries().get(part);
        place = entry.place();
        at = entry.value();
      } else if (at instanceof YamlNode.Sequence sequence
          && part.matches("[0-9]{1,6}")
          && Integer.parseInt(part) < sequence.items().size()) {
        at = sequence.items().get(Integer.parseInt(part));
        place = at.place();
      } else {
        return place;
      }
    }
    return place;
  }

  /** What carries Jackson's annotations: accessors that a record writes itself do not. */
  private static Field field(RecordComponent component) {
    try {
      return component.getDeclaringRecord().getDeclaredField(component.getName());
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException("Every component has a field", e);
    }
  }

  private static String name(AnnotatedElement element, String fallback) {
    JsonProperty property = element.getAnnotation(JsonProperty.class);
    return property == null || property.value().isEmpty() ? fallback : property.value();
  }

  private static boolean isOneForMany(RecordComponent component) {
    JsonFormat format = field(component).getAnnotation(JsonFormat.class);
    return format != null
        && Arrays.asList(format.with()).contains(JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY);
  }

  private static String description(RecordComponent component) {
    Description description = component.getAnnotation(Description.class);
    return description == null ? "" : description.value();
  }
}
