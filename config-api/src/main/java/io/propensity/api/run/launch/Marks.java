package io.propensity.api.run.launch;

import io.propensity.run.RunId;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The labels by which a run's object is known.
 *
 * @param managedBy the platform's usual label for who made an object
 * @param prefix of the names of the others
 */
public record Marks(String managedBy, String prefix) {

  private static final String MANAGER = "propensity-config-api";

  /** The labels of an object that is to be made. */
  public Map<String, String> of(Job job, String launch) {
    return Map.of(
        managedBy,
        MANAGER,
        prefix + "run",
        job.run().value(),
        prefix + "attempt",
        String.valueOf(job.attempt()),
        prefix + "kind",
        job.kind().name().toLowerCase(Locale.ROOT),
        prefix + "launch",
        launch);
  }

  boolean areOf(RunId run, Map<String, String> labels) {
    return MANAGER.equals(labels.get(managedBy)) && run.value().equals(labels.get(prefix + "run"));
  }

  boolean areOf(RunId run, int attempt, Map<String, String> labels) {
    return areOf(run, labels) && String.valueOf(attempt).equals(labels.get(prefix + "attempt"));
  }

  /** The labels that all objects of runs have, and no others. */
  public Map<String, String> ofAll() {
    return Map.of(managedBy, MANAGER);
  }

  /** The word by which the object of one attempt is known; null where it has none. */
  public @Nullable String launch(Map<String, String> labels) {
    return labels.get(prefix + "launch");
  }
}
