package io.propensity.api.model;

import io.propensity.model.ModelVersion;
import java.util.List;

/** Whatever names versions of models, and wants them kept. */
public interface ModelUses {

  /** What needs the version, in words: {@code campaign 7}; a few of many. */
  List<String> of(ModelVersion version);
}
