package io.propensity.model;

import io.propensity.run.ContractException;

/** One immutable version of a model; versions count from 1. */
public record ModelVersion(String name, int version) {

  public ModelVersion {
    Names.require("Model", name);
    if (version < 1) {
      throw new ContractException(
          "Model %s has no version %d: versions count from 1".formatted(name, version));
    }
  }

  /** The directory under the models root: {@code campaign-response/3}. */
  public String path() {
    return name + "/" + version;
  }

  @Override
  public String toString() {
    return path();
  }
}
