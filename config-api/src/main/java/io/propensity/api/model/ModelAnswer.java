package io.propensity.api.model;

import io.propensity.model.ModelVersion;
import java.util.List;

/** What the registry says of the model that a campaign names. */
public sealed interface ModelAnswer {

  /**
   * A version that can be scored with.
   *
   * @param features in the model's order
   */
  record Found(ModelVersion version, List<String> features) implements ModelAnswer {}

  /** No version that could be scored with, and why. */
  record Refused(String reason) implements ModelAnswer {}

  /**
   * A model that nobody published yet: whether it will be right shows later.
   *
   * @param warnings what whoever names it should know
   */
  record Unknown(List<String> warnings) implements ModelAnswer {}
}
