package io.propensity.json;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

/** The JSON Schema of the files that {@link YamlFile} binds to a record. */
public final class RecordSchema {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private RecordSchema() {}

  /** The schema as indented JSON with a newline at its end. */
  public static String of(Class<?> type, String title) {
    ObjectNode schema = MAPPER.createObjectNode();
    schema.put("$schema", "http://json-schema.org/draft-07/schema#");
    schema.put("title", title);
    schema.setAll(schema(type));
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(schema) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree can be written", e);
    }
  }

  private static ObjectNode schema(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      return arguments.length == 1 ? list(arguments[0]) : map(arguments[1]);
    }
    Class<?> wanted = (Class<?>) type;
    if (wanted.isAnnotationPresent(Schema.class)) {
      return parsed(wanted.getAnnotation(Schema.class).value());
    }
    if (wanted.isAnnotationPresent(JsonTypeInfo.class)) {
      return variants(wanted);
    }
    return wanted.isRecord() ? record(wanted) : scalar(wanted);
  }

  private static ObjectNode list(Type item) {
    ObjectNode schema = MAPPER.createObjectNode().put("type", "array");
    schema.set("items", schema(item));
    return schema;
  }

  private static ObjectNode map(Type value) {
    ObjectNode schema = MAPPER.createObjectNode().put("type", "object");
    schema.set("additionalProperties", schema(value));
    return schema;
  }

  private static ObjectNode scalar(Class<?> type) {
    ObjectNode schema = MAPPER.createObjectNode();
    if (type.isEnum()) {
      ArrayNode names = schema.putArray("enum");
      YamlShapes.constants(type).keySet().forEach(names::add);
      return schema;
    }
    switch (type.getSimpleName()) {
      case "String" -> schema.putArray("type").add("string").add("number").add("boolean");
      case "boolean", "Boolean" -> schema.put("type", "boolean");
      case "int", "Integer", "long", "Long" -> schema.put("type", "integer");
      case "double", "Double" -> schema.put("type", "number");
      case "Object" -> schema.put("description", "any value");
      default -> throw new IllegalStateException("No schema says what a %s is".formatted(type));
    }
    return schema;
  }

  private static ObjectNode record(Class<?> type) {
    ObjectNode schema = MAPPER.createObjectNode().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = MAPPER.createArrayNode();
    for (YamlShapes.Component component : YamlShapes.components(type)) {
      ObjectNode property = component(component);
      if (!component.description().isEmpty()) {
        property.put("description", component.description());
      }
      properties.set(component.name(), property);
      if (!component.optional()) {
        required.add(component.name());
      }
    }
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    return schema.put("additionalProperties", false);
  }

  private static ObjectNode component(YamlShapes.Component component) {
    ObjectNode schema = schema(component.type());
    if (!component.takesOneForMany()) {
      return schema;
    }
    ObjectNode either = MAPPER.createObjectNode();
    either.putArray("anyOf").add(schema.get("items").deepCopy()).add(schema);
    return either;
  }

  private static ObjectNode variants(Class<?> type) {
    JsonTypeInfo info = type.getAnnotation(JsonTypeInfo.class);
    ObjectNode schema = MAPPER.createObjectNode();
    ArrayNode all = schema.putArray("oneOf");
    YamlShapes.variants(type)
        .forEach(
            (name, variant) -> {
              ObjectNode record = record(variant);
              ((ObjectNode) record.get("properties")).putObject(info.property()).put("const", name);
              if (variant != info.defaultImpl()) {
                (record.get("required") instanceof ArrayNode required
                        ? required
                        : record.putArray("required"))
                    .add(info.property());
              }
              all.add(record);
            });
    return schema;
  }

  private static ObjectNode parsed(String json) {
    try {
      return (ObjectNode) MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A schema in the code is no JSON: " + json, e);
    }
  }
}
