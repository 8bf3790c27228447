package io.propensity.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.propensity.run.ConfigurationException;
import io.propensity.run.JobException;
import io.propensity.run.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * A YAML file that is bound to a record strictly: an unknown, doubled, missing or ill-typed key is
 * refused with the file, the line and the keys that are known there. {@code ${NAME}} and {@code
 * ${NAME:-default}} in values are replaced after parsing, so no value can change the structure.
 */
public final class YamlFile {

  private static final YAMLMapper MAPPER =
      YAMLMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .withCoercionConfig(
              LogicalType.Boolean,
              number ->
                  number
                      .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail))
          .build();

  private final String file;
  private final String text;
  private final ObjectNode tree;

  private YamlFile(String file, String text, ObjectNode tree) {
    this.file = file;
    this.text = text;
    this.tree = tree;
  }

  /**
   * Parses {@code text}.
   *
   * @param file its name, for messages
   * @param variables what {@code ${NAME}} may name
   */
  public static YamlFile parse(String file, String text, Map<String, String> variables) {
    try (MappingIterator<JsonNode> documents = MAPPER.readerFor(JsonNode.class).readValues(text)) {
      if (!documents.hasNextValue() || !(documents.nextValue() instanceof ObjectNode tree)) {
        throw new ConfigurationException("%s holds no keys".formatted(file));
      }
      if (documents.hasNextValue()) {
        throw new ConfigurationException(
            "%s:%d: a second document begins, and only one is read: delete the line ---"
                .formatted(file, documents.getCurrentLocation().getLineNr()));
      }
      substitute(tree, new Variables(file, variables));
      return new YamlFile(file, text, tree);
    } catch (JsonProcessingException e) {
      throw new ConfigurationException(
          "%s:%d: %s"
              .formatted(file, line(e), e.getOriginalMessage().lines().findFirst().orElse("")),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  /**
   * Sets one value, as {@code --set key=value} does; parents that do not exist are made, so that a
   * wrong key is refused by {@link #bind} with the rest.
   *
   * @param key dotted: {@code algorithm.params.iterations}
   * @param value YAML: a number, text, {@code [a, b]}
   */
  public YamlFile with(String key, String value) {
    ObjectNode copy = tree.deepCopy();
    String[] parts = key.split("\\.", -1);
    ObjectNode parent = copy;
    for (int i = 0; i < parts.length - 1; i++) {
      parent =
          parent.get(parts[i]) instanceof ObjectNode child ? child : parent.putObject(parts[i]);
    }
    try {
      JsonNode node = MAPPER.readTree(value);
      if (node.isMissingNode() || node.isNull()) {
        throw new UsageException(
            "--set %s=%s gives no value: write key=value, or leave it out".formatted(key, value));
      }
      parent.set(parts[parts.length - 1], node);
    } catch (JsonProcessingException e) {
      throw new ConfigurationException(
          "--set %s=%s: the value is not YAML".formatted(key, value), e);
    }
    return new YamlFile(file, text, copy);
  }

  /**
   * Binds the file to a record.
   *
   * @throws ConfigurationException when it does not fit
   */
  public <T> T bind(Class<T> type) {
    requireFields(RecordFields.of(tree, type));
    try {
      return MAPPER.treeToValue(tree, type);
    } catch (JsonProcessingException e) {
      throw refused(e);
    }
  }

  private void requireFields(RecordFields fields) {
    if (!fields.unknown().isEmpty()) {
      var unknown = fields.unknown().entrySet().iterator().next();
      throw new ConfigurationException(
          "%s: unknown key '%s'; the keys there are %s"
              .formatted(
                  where(unknown.getKey()),
                  unknown.getKey(),
                  String.join(", ", unknown.getValue())));
    }
    if (!fields.missing().isEmpty()) {
      throw new ConfigurationException(
          "%s lacks %s".formatted(file, String.join(", ", fields.missing())));
    }
  }

  private ConfigurationException refused(JsonProcessingException e) {
    String path = e instanceof JsonMappingException mapping ? Json.pathOf(mapping) : "";
    if (e.getCause() instanceof JobException cause) {
      return new ConfigurationException("%s: %s".formatted(where(path), cause.getMessage()), cause);
    }
    return new ConfigurationException(
        "%s: '%s': %s"
            .formatted(where(path), path, e.getOriginalMessage().lines().findFirst().orElse("")),
        e);
  }

  private String where(String path) {
    return "%s:%d".formatted(file, lineOf(path));
  }

  /** The line of a key, or 1 when it was not in the text but set from outside. */
  private int lineOf(String path) {
    String pointer = "/" + path.replace("[", ".").replace("]", "").replace('.', '/');
    try (JsonParser parser = MAPPER.getFactory().createParser(text)) {
      while (parser.nextToken() != null) {
        if (parser.getParsingContext().pathAsPointer().toString().equals(pointer)) {
          return parser.currentTokenLocation().getLineNr();
        }
      }
      return 1;
    } catch (IOException e) {
      return 1;
    }
  }

  private static int line(JsonProcessingException e) {
    return e.getLocation() == null ? 1 : e.getLocation().getLineNr();
  }

  private static void substitute(JsonNode node, Variables variables) {
    if (node instanceof ObjectNode object) {
      object
          .properties()
          .forEach(
              entry -> {
                if (entry.getValue().isTextual()) {
                  entry.setValue(
                      TextNode.valueOf(variables.substitute(entry.getValue().textValue())));
                } else {
                  substitute(entry.getValue(), variables);
                }
              });
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        if (array.get(i).isTextual()) {
          array.set(i, TextNode.valueOf(variables.substitute(array.get(i).textValue())));
        } else {
          substitute(array.get(i), variables);
        }
      }
    }
  }
}
