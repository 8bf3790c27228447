package io.propensity.api.model;

import io.propensity.model.ModelVersion;
import java.util.List;

/**
 * What a scan of the artifact store found.
 *
 * @param registered what was not known before
 * @param known how many were known and are unchanged
 * @param refused what lies there and cannot be registered
 * @param missing what is registered and lies there no more
 */
public record ScanResult(
    List<ModelVersion> registered, int known, List<Refused> refused, List<ModelVersion> missing) {

  /** A directory below the models root, and what is wrong with it. */
  public record Refused(String path, String reason) {}
}
