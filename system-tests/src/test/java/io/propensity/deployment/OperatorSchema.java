package io.propensity.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The fields and types of the Spark operator's objects: as its release 2.5.2 publishes them for the
 * API server, and as this repository uses them, which is stricter where a run here needs more.
 */
final class OperatorSchema {

  private static final String OURS = "classpath:kubernetes/spark-operator-v1beta2.schema.json";

  /**
   * {@code config/crd/bases} of the operator's source (Apache License 2.0), without descriptions.
   */
  private static final String PUBLISHED = "/kubernetes/spark-operator-2.5.2-crds.json.gz";

  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(VersionFlag.V202012);

  private OperatorSchema() {}

  /** What is wrong with an object, each with its place; empty when nothing is. */
  static List<String> violations(JsonNode object) {
    String kind = object.path("kind").asText();
    JsonSchema ours = SCHEMAS.getSchema(SchemaLocation.of(OURS + "#/$defs/" + kind));
    return Stream.of(ours, published(kind))
        .flatMap(schema -> schema.validate(object).stream())
        .map(ValidationMessage::getMessage)
        .distinct()
        .toList();
  }

  /** What the API server holds an object against; an unknown field is refused, as it is there. */
  static JsonSchema published(String kind) {
    try (InputStream packed =
            Objects.requireNonNull(OperatorSchema.class.getResourceAsStream(PUBLISHED), PUBLISHED);
        InputStream text = new GZIPInputStream(packed)) {
      for (JsonNode definition : new ObjectMapper().readTree(text).path("items")) {
        JsonNode spec = definition.path("spec");
        if (spec.at("/names/kind").asText().equals(kind)) {
          JsonNode schema = spec.at("/versions/0/schema/openAPIV3Schema");
          close(schema);
          return SCHEMAS.getSchema(schema);
        }
      }
      throw new IllegalArgumentException("The operator defines no " + kind);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void close(JsonNode schema) {
    if (schema instanceof ObjectNode object
        && object.path("properties").isObject()
        && object.path("type").asText().equals("object")
        && !object.has("additionalProperties")
        && !object.has("x-kubernetes-preserve-unknown-fields")) {
      object.put("additionalProperties", false);
    }
    schema.forEach(OperatorSchema::close);
  }
}
