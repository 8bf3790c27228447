package io.propensity.api.run.launch.dataproc;

import com.google.cloud.dataproc.v1.Batch;
import io.propensity.api.run.launch.Job;
import io.propensity.run.RunId;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The labels by which a run's batch is known. */
final class Marks {

  static final String MANAGED_BY = "managed-by";
  static final String MANAGER = "propensity-config-api";
  static final String RUN = "propensity-run";
  static final String ATTEMPT = "propensity-attempt";
  static final String KIND = "propensity-kind";
  static final String LAUNCH = "propensity-launch";

  private Marks() {}

  static Map<String, String> of(Job job, String launch) {
    return Map.of(
        MANAGED_BY, MANAGER,
        RUN, job.run().value(),
        ATTEMPT, String.valueOf(job.attempt()),
        KIND, job.kind().name().toLowerCase(Locale.ROOT),
        LAUNCH, launch);
  }

  static boolean areOf(RunId run, Batch batch) {
    return MANAGER.equals(batch.getLabelsMap().get(MANAGED_BY))
        && run.value().equals(batch.getLabelsMap().get(RUN));
  }

  static boolean areOf(RunId run, int attempt, Batch batch) {
    return areOf(run, batch) && String.valueOf(attempt).equals(batch.getLabelsMap().get(ATTEMPT));
  }

  static @Nullable String launch(Batch batch) {
    return batch.getLabelsMap().get(LAUNCH);
  }
}
