package io.propensity.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.propensity.run.ContractException;
import io.propensity.run.FormatVersion;
import io.propensity.run.JobException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** The contracts' JSON as the jobs read and write it. */
public final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .build();

  private Json() {}

  /** Writes {@code value} as indented UTF-8 with a newline at the end. */
  public static byte[] write(Object value) {
    try {
      return (MAPPER.writeValueAsString(value) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("Cannot write a %s as JSON".formatted(value.getClass()), e);
    }
  }

  /**
   * Reads a document that carries no version of its own.
   *
   * @param document what is read and where it lies, for messages: {@code "Campaign 7 of http://…"}
   * @throws ContractException when it is not JSON, lacks a field or breaks the record's rules
   */
  public static <T> T read(byte[] json, Class<T> type, String document) {
    return bind(tree(json, document), type, document);
  }

  /** As {@link #read}, for a document whose {@code format_version} must be one that we know. */
  public static <T> T readVersioned(byte[] json, Class<T> type, String document) {
    JsonNode tree = tree(json, document);
    JsonNode version = tree.get("format_version");
    FormatVersion.requireReadable(version == null ? null : version.asText(), document);
    return bind(tree, type, document);
  }

  private static JsonNode tree(byte[] json, String document) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new ContractException(
          "%s is not JSON: %s".formatted(document, e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw new UncheckedIOException(document, e);
    }
  }

  private static <T> T bind(JsonNode tree, Class<T> type, String document) {
    List<String> missing = RecordFields.of(tree, type).missing();
    if (!tree.isObject() || !missing.isEmpty()) {
      throw new ContractException(
          "%s lacks %s".formatted(document, missing.isEmpty() ? "an object" : missing));
    }
    try {
      return MAPPER.treeToValue(tree, type);
    } catch (JsonMappingException e) {
      throw refused(e, document);
    } catch (JsonProcessingException e) {
      throw new ContractException("%s: %s".formatted(document, e.getOriginalMessage()), e);
    }
  }

  private static JobException refused(JsonMappingException e, String document) {
    if (e.getCause() instanceof JobException cause) {
      return cause;
    }
    return new ContractException(
        "%s, field '%s': %s".formatted(document, pathOf(e), e.getOriginalMessage()), e);
  }

  /** {@code roots.models} or {@code features[2].name}. */
  static String pathOf(JsonMappingException e) {
    return e.getPath().stream()
        .map(at -> at.getFieldName() == null ? "[" + at.getIndex() + "]" : "." + at.getFieldName())
        .collect(Collectors.joining())
        .replaceFirst("^\\.", "");
  }
}
