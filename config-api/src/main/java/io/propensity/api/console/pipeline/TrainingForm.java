package io.propensity.api.console.pipeline;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A wish to train a pipeline, as somebody fills it in.
 *
 * @param steps those that are run; all of them where none is named
 */
record TrainingForm(boolean trial, boolean force, List<String> steps) {

  TrainingForm {
    steps = List.copyOf(steps);
  }

  /** As the API is asked; what is wrong with it is the API's to say. */
  JsonNode body() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ObjectNode options = body.putObject("options");
    if (trial) {
      options.put("trial", true);
    }
    if (force) {
      options.put("force", true);
    }
    if (!steps.isEmpty()) {
      ArrayNode named = options.putArray("steps");
      steps.forEach(named::add);
    }
    return body;
  }
}
