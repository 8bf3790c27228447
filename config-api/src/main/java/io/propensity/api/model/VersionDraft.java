package io.propensity.api.model;

import io.propensity.api.problem.InvalidField;
import io.propensity.api.problem.ProblemException;
import io.propensity.model.ModelVersion;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Which version is to be registered.
 *
 * @param manifest as the client knows it; missing where it left it out
 */
record VersionDraft(ModelVersion version, JsonNode manifest) {

  static VersionDraft of(String name, JsonNode body) {
    Body fields = new Body(body, List.of("version", "manifest"));
    int version = fields.version();
    fields.done();
    return new VersionDraft(new ModelVersion(name, version), fields.node("manifest"));
  }

  /**
   * The manifest, which is all that is known of a version whose store cannot be read.
   *
   * @throws ProblemException 400 when there is none
   */
  JsonNode requiredManifest() {
    if (manifest.isMissingNode()) {
      throw wrongManifest(
          "is required: the service cannot read the models root, and keeps what it is told");
    }
    return manifest;
  }

  /** What is wrong with the manifest. */
  static ProblemException wrongManifest(String message) {
    return ProblemException.invalidFields(List.of(new InvalidField("manifest", message)));
  }

  /** Refuses a manifest that is not the one in the store. */
  void requireManifest(JsonNode stored) {
    if (!manifest.isMissingNode() && !manifest.equals(stored)) {
      throw wrongManifest(
          "is not the one that lies in models/%s: leave it out, or send that".formatted(version));
    }
  }
}
