package io.propensity.api.mlflow;

import io.propensity.api.web.StoredText;
import io.propensity.model.ModelVersion;
import io.propensity.run.ContractException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.util.MultiValueMap;
import tools.jackson.databind.JsonNode;

/** What a request of MLflow's client names, in its query string or its body. */
record MlflowRequest(Function<String, Optional<String>> values) {

  private static final String API =
      "See the API docs for more information about request parameters.";

  static MlflowRequest of(MultiValueMap<String, String> parameters) {
    return new MlflowRequest(name -> Optional.ofNullable(parameters.getFirst(name)));
  }

  /** Texts and numbers of a body alike: MLflow's client sends versions as text. */
  static MlflowRequest of(JsonNode body) {
    return new MlflowRequest(
        name ->
            Optional.of(body.path(name))
                .filter(JsonNode::isValueNode)
                .map(value -> value.asString()));
  }

  static List<String> orders(MultiValueMap<String, String> parameters) {
    return parameters.getOrDefault("order_by", List.of());
  }

  String optional(String name) {
    String value = values.apply(name).orElse("");
    if (!StoredText.canBe(value)) {
      throw MlflowException.invalid(
          "Parameter '%s' holds a character that cannot be kept. %s".formatted(name, API));
    }
    return value;
  }

  String required(String name) {
    String value = optional(name);
    if (value.isEmpty()) {
      throw MlflowException.invalid(
          "Missing value for required parameter '%s'. %s".formatted(name, API));
    }
    return value;
  }

  int version() {
    String version = required("version");
    if (!version.matches("[0-9]{1,9}")) {
      throw MlflowException.invalid(
          "Parameter 'version' must be an integer, got '%s'. %s".formatted(version, API));
    }
    return Integer.parseInt(version);
  }

  ModelVersion modelVersion() {
    String name = required("name");
    int version = version();
    try {
      return new ModelVersion(name, version);
    } catch (ContractException wrong) {
      throw MlflowException.absent(
          "Model Version (name=%s, version=%d) not found".formatted(name, version));
    }
  }

  PageToken page(int otherwise, int most) {
    String size = optional("max_results");
    if (size.isEmpty()) {
      return PageToken.of(optional("page_token"), otherwise);
    }
    if (!size.matches("[1-9][0-9]{0,8}") || Integer.parseInt(size) > most) {
      throw MlflowException.invalid(
          "Invalid value %s for parameter 'max_results' supplied: it must be a whole number from 1 to %d"
              .formatted(size, most));
    }
    return PageToken.of(optional("page_token"), Integer.parseInt(size));
  }
}
