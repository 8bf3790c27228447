package io.propensity.api.run.launch.kubernetes;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.propensity.api.run.launch.Job;
import io.propensity.run.RunId;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The labels by which a run's object is known. */
final class Marks {

  static final String MANAGED_BY = "app.kubernetes.io/managed-by";
  static final String MANAGER = "propensity-config-api";
  static final String RUN = "propensity.io/run";
  static final String ATTEMPT = "propensity.io/attempt";
  static final String KIND = "propensity.io/kind";
  static final String LAUNCH = "propensity.io/launch";

  private Marks() {}

  static Map<String, String> of(Job job, String launch) {
    return Map.of(
        MANAGED_BY, MANAGER,
        RUN, job.run().value(),
        ATTEMPT, String.valueOf(job.attempt()),
        KIND, job.kind().name().toLowerCase(Locale.ROOT),
        LAUNCH, launch);
  }

  static boolean areOf(RunId run, ObjectMeta metadata) {
    return MANAGER.equals(label(MANAGED_BY, metadata)) && run.value().equals(label(RUN, metadata));
  }

  static boolean areOf(RunId run, int attempt, ObjectMeta metadata) {
    return areOf(run, metadata) && String.valueOf(attempt).equals(label(ATTEMPT, metadata));
  }

  static @Nullable String launch(ObjectMeta metadata) {
    return label(LAUNCH, metadata);
  }

  private static @Nullable String label(String name, ObjectMeta metadata) {
    Map<String, String> labels = metadata.getLabels();
    return labels == null ? null : labels.get(name);
  }
}
