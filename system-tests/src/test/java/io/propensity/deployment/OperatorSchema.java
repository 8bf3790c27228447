package io.propensity.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.util.List;

/** The fields and types of the Spark operator's objects, as this repository uses them. */
final class OperatorSchema {

  private static final String FILE = "classpath:kubernetes/spark-operator-v1beta2.schema.json";

  private OperatorSchema() {}

  /** What is wrong with an object, each with its place; empty when nothing is. */
  static List<String> violations(JsonNode object) {
    return JsonSchemaFactory.getInstance(VersionFlag.V202012)
        .getSchema(SchemaLocation.of(FILE + "#/$defs/" + object.path("kind").asText()))
        .validate(object)
        .stream()
        .map(ValidationMessage::getMessage)
        .toList();
  }
}
