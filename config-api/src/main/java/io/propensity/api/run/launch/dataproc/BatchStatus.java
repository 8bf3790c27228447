package io.propensity.api.run.launch.dataproc;

import com.google.cloud.dataproc.v1.Batch;
import io.propensity.api.run.launch.Sighting;
import java.util.ArrayList;
import java.util.List;

/** How a batch stands. Dataproc tells no exit code of the job but that it succeeded. */
final class BatchStatus {

  private final Batch batch;

  BatchStatus(Batch batch) {
    this.batch = batch;
  }

  Sighting sighting() {
    return switch (batch.getState()) {
      case PENDING, RUNNING, CANCELLING -> new Sighting.Alive();
      case SUCCEEDED -> new Sighting.Ended(0);
      case FAILED -> new Sighting.Gone("The batch failed: " + said());
      case CANCELLED -> new Sighting.Gone("Somebody cancelled the batch: " + said());
      case STATE_UNSPECIFIED, UNRECOGNIZED -> new Sighting.Unknown();
    };
  }

  /**
   * Where its log is, which stays with Google.
   *
   * @param page Google's page of the batch
   */
  List<String> log(String page) {
    List<String> lines = new ArrayList<>();
    lines.add("The batch is %s%s".formatted(batch.getState(), message()));
    if (!batch.getRuntimeInfo().getOutputUri().isEmpty()) {
      lines.add("Its driver writes to " + batch.getRuntimeInfo().getOutputUri());
    }
    lines.add("Its logs are shown at " + page);
    return lines;
  }

  private String said() {
    String text = batch.getStateMessage().isBlank() ? "it says no more" : batch.getStateMessage();
    return text.strip().replace('\0', '\uFFFD');
  }

  private String message() {
    return batch.getStateMessage().isBlank() ? "" : ": " + said();
  }
}
