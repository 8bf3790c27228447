package io.propensity.api.model;

import io.propensity.model.Manifest;
import org.jspecify.annotations.Nullable;

/** What two versions were measured on. */
final class TestRows {

  static final String SPLIT = "test";

  private TestRows() {}

  /** Whether both were measured on the same rows; null where one of them does not say. */
  static @Nullable Boolean same(Manifest one, Manifest other) {
    String first = one.trainingData().testFingerprint();
    String second = other.trainingData().testFingerprint();
    return (first == null || second == null) ? null : first.equals(second);
  }

  /** A metric as JSON has numbers; null where there is none. */
  static @Nullable Double metric(Manifest manifest, String split, String metric) {
    var metrics = manifest.metrics().get(split);
    Double value = metrics == null ? null : metrics.get(metric);
    return value == null || !Double.isFinite(value) ? null : value;
  }
}
