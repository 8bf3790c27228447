package io.propensity.api.docs;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.propensity.api.Api.Answer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The schemas that the OpenAPI document has for the bodies of each operation. */
public record DescribedBodies(JsonNode document) {

  /** What is wrong with the body of a request; empty when nothing is. */
  List<String> violationsOfRequest(String method, String path, String mediaType, String body) {
    return violations(content(operation(method, path).path("requestBody"), mediaType), body);
  }

  /** What is wrong with an answer's body; an answer of another status or type is wrong as well. */
  public List<String> violationsOfAnswer(String method, String path, Answer answer) {
    JsonNode response =
        operation(method, path).path("responses").path(String.valueOf(answer.status()));
    return violations(content(response, answer.header("Content-Type")), answer.response().body());
  }

  /** What is wrong with the examples of all bodies. */
  List<String> violationsOfExamples() {
    return contents(document)
        .flatMap(
            content ->
                content
                    .path("examples")
                    .valueStream()
                    .flatMap(example -> violationsOfExample(content, resolved(example))))
        .toList();
  }

  private Stream<String> violationsOfExample(JsonNode content, JsonNode example) {
    String value = example.path("value").toString();
    return violations(content.path("schema"), value).stream()
        .map(violation -> violation + " in " + value);
  }

  private static Stream<JsonNode> contents(JsonNode node) {
    Stream<JsonNode> here = node.path("content").valueStream();
    return Stream.concat(here, node.valueStream().flatMap(DescribedBodies::contents));
  }

  private JsonNode operation(String method, String path) {
    return document.path("paths").path(path).path(method.toLowerCase(Locale.ROOT));
  }

  private JsonNode content(JsonNode body, String mediaType) {
    return resolved(body).path("content").path(mediaType).path("schema");
  }

  private JsonNode resolved(JsonNode node) {
    String reference = node.path("$ref").asString("");
    return reference.isEmpty() ? node : resolved(document.at(reference.substring(1)));
  }

  private List<String> violations(JsonNode schema, String body) {
    if (!(schema instanceof ObjectNode described)) {
      return List.of("no schema describes it");
    }
    ObjectNode whole = described.deepCopy().set("components", document.path("components"));
    return JsonSchemaFactory.getInstance(VersionFlag.V202012)
        .getSchema(whole.toString())
        .validate(body, InputFormat.JSON)
        .stream()
        .map(ValidationMessage::getMessage)
        .toList();
  }
}
