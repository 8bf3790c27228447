package io.propensity.api.run.launch.dataproc;

import com.google.cloud.dataproc.v1.Batch;
import io.propensity.api.run.launch.Handle;
import io.propensity.api.run.launch.Job;
import io.propensity.api.run.launch.LaunchException;
import io.propensity.api.run.launch.Marks;
import io.propensity.api.run.launch.NamedLauncher;
import io.propensity.api.run.launch.PacedLooks;
import io.propensity.api.run.launch.Sighting;
import io.propensity.report.RunKind;
import io.propensity.run.RunId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts each run as one batch of Dataproc Serverless. */
final class BatchLauncher extends NamedLauncher<Batch> {

  static final Marks MARKS = new Marks("managed-by", "propensity-");

  private static final int SHORTEST_ID = 4;

  private final Batches batches;
  private final BatchTemplate prediction;
  private final BatchTemplate training;

  BatchLauncher(
      Batches batches,
      BatchTemplate prediction,
      BatchTemplate training,
      int concurrency,
      PacedLooks looks) {
    super(MARKS, concurrency, looks);
    this.batches = batches;
    this.prediction = prediction;
    this.training = training;
  }

  @Override
  public String name() {
    return "dataproc";
  }

  @Override
  public Optional<String> sharedBy() {
    return Optional.of(batches.sharedName());
  }

  @Override
  protected void requireName(String id) {
    if (id.length() < SHORTEST_ID || id.endsWith("-")) {
      throw new LaunchException(
          "Run id %s cannot name a batch: choose a run_id of at least %d characters that ends with a letter or digit"
              .formatted(id, SHORTEST_ID));
    }
  }

  @Override
  protected Batch draft(Job job, String launch) {
    BatchTemplate template = job.kind() == RunKind.PREDICTION ? prediction : training;
    return template.batch(job, launch);
  }

  @Override
  protected Optional<Batch> find(String id) {
    return batches.find(id);
  }

  @Override
  protected Optional<Batch> create(Handle.Named handle, Batch draft) {
    batches.create(handle.name(), draft, handle.launch());
    return batches.find(handle.name());
  }

  @Override
  protected Map<String, String> labels(Batch batch) {
    return batch.getLabelsMap();
  }

  @Override
  protected String uid(Batch batch) {
    return batch.getUuid();
  }

  @Override
  protected Sighting sighting(Batch batch) {
    return new BatchStatus(batch).sighting();
  }

  @Override
  protected void end(Batch batch) {
    if (batch.getState() != Batch.State.CANCELLING) {
      batches.cancel(batch);
    }
  }

  @Override
  protected Optional<String> clear(String id, Optional<Batch> there) {
    if (there.isEmpty() || batches.delete(id)) {
      return Optional.empty();
    }
    batches.cancel(there.get());
    return Optional.of("its attempt before is being ended");
  }

  @Override
  protected List<String> log(Batch batch, RunId run, int lines) {
    List<String> all = new BatchStatus(batch).log(batches.page(run.value()));
    return all.subList(Math.max(0, all.size() - lines), all.size());
  }

  @Override
  protected String there(String id) {
    return "There is a batch %s in %s".formatted(id, batches.place());
  }

  @Override
  protected String lost(String id) {
    return "Its batch %s is not in %s any more: somebody deleted it".formatted(id, batches.place());
  }

  @Override
  public void close() {
    batches.close();
  }
}
