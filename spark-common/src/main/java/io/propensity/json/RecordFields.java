package io.propensity.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Holds a document against the record that it is to become, nested records and lists of records
 * included: every component that is not {@code @Nullable} has to be there, and in a strict document
 * nothing else. No list and no map holds a null.
 *
 * @param missing dotted paths of absent fields, in the record's order
 * @param unknown by dotted path, the keys that are known beside it
 */
record RecordFields(List<String> missing, Map<String, List<String>> unknown) {

  static RecordFields of(JsonNode document, Class<?> type) {
    RecordFields fields = new RecordFields(new ArrayList<>(), new TreeMap<>());
    fields.collect(document, type, "");
    return fields;
  }

  private void collect(JsonNode node, Type type, String path) {
    if (type instanceof Class<?> record && record.isRecord() && node.isObject()) {
      Map<String, RecordComponent> components = new TreeMap<>();
      for (RecordComponent component : record.getRecordComponents()) {
        components.put(nameOf(component), component);
        collectComponent(node, component, path);
      }
      collectUnknown(node.fieldNames(), components.keySet().stream().toList(), path);
    } else if (type instanceof ParameterizedType list && node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        collectItem(node.get(i), list.getActualTypeArguments()[0], path + "[" + i + "]");
      }
    } else if (type instanceof ParameterizedType map && map.getActualTypeArguments().length == 2) {
      node.properties()
          .forEach(
              entry ->
                  collectItem(
                      entry.getValue(),
                      map.getActualTypeArguments()[1],
                      join(path, entry.getKey())));
    }
  }

  private void collectItem(JsonNode item, Type type, String path) {
    if (item.isNull()) {
      missing.add(path);
    } else {
      collect(item, type, path);
    }
  }

  private void collectUnknown(Iterator<String> names, List<String> known, String path) {
    names.forEachRemaining(
        name -> {
          if (!known.contains(name)) {
            unknown.put(join(path, name), known);
          }
        });
  }

  private void collectComponent(JsonNode node, RecordComponent component, String path) {
    String where = join(path, nameOf(component));
    JsonNode value = node.get(nameOf(component));
    if (value != null && !value.isNull()) {
      collect(value, component.getGenericType(), where);
    } else if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
      missing.add(where);
    }
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static String nameOf(RecordComponent component) {
    JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
    return property == null || property.value().isEmpty() ? component.getName() : property.value();
  }
}
