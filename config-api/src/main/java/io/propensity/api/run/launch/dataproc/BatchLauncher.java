package io.propensity.api.run.launch.dataproc;

import com.google.cloud.dataproc.v1.Batch;
import io.propensity.api.run.launch.Handle;
import io.propensity.api.run.launch.Job;
import io.propensity.api.run.launch.LaunchException;
import io.propensity.api.run.launch.Launcher;
import io.propensity.api.run.launch.NotNowException;
import io.propensity.api.run.launch.PacedLooks;
import io.propensity.api.run.launch.Sighting;
import io.propensity.report.RunKind;
import io.propensity.run.RunId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Starts each run as one batch of Dataproc Serverless that is named by the run's id. */
final class BatchLauncher implements Launcher, AutoCloseable {

  private static final int SHORTEST_ID = 4;

  private final Batches batches;
  private final BatchTemplate prediction;
  private final BatchTemplate training;
  private final int concurrency;
  private final PacedLooks looks;

  BatchLauncher(
      Batches batches,
      BatchTemplate prediction,
      BatchTemplate training,
      int concurrency,
      PacedLooks looks) {
    this.batches = batches;
    this.prediction = prediction;
    this.training = training;
    this.concurrency = concurrency;
    this.looks = looks;
  }

  @Override
  public String name() {
    return "dataproc";
  }

  @Override
  public int concurrency() {
    return concurrency;
  }

  @Override
  public Optional<String> sharedBy() {
    return Optional.of(batches.sharedName());
  }

  @Override
  public boolean answers() {
    return looks.mayAsk();
  }

  @Override
  public Prepared prepare(Job job) {
    String id = job.run().value();
    if (id.length() < SHORTEST_ID || id.endsWith("-")) {
      throw new LaunchException(
          "Run id %s cannot name a batch: choose a run_id of at least %d characters that ends with a letter or digit"
              .formatted(id, SHORTEST_ID));
    }
    if (looks.ask(() -> hasEarlierAttempt(job))) {
      throw new NotNowException("its attempt before is being ended");
    }
    String launch = UUID.randomUUID().toString();
    BatchTemplate template = job.kind() == RunKind.PREDICTION ? prediction : training;
    return new Waiting(job, template.batch(job, launch), new Handle.Named(id, launch, null));
  }

  /** A retry has the id of what was tried before: that goes, once it is over. */
  private boolean hasEarlierAttempt(Job job) {
    Optional<Batch> there = batches.find(job.run().value());
    if (there.isEmpty() || Marks.areOf(job.run(), job.attempt(), there.get())) {
      return false;
    }
    if (!Marks.areOf(job.run(), there.get())) {
      throw taken(job);
    }
    if (!batches.delete(job.run().value())) {
      batches.cancel(there.get());
      return true;
    }
    return false;
  }

  private LaunchException taken(Job job) {
    return new LaunchException(
        "There is a batch %s in %s that this run did not make: delete it, or choose another run_id"
            .formatted(job.run(), batches.place()));
  }

  @Override
  public Sighting look(RunId run, int attempt, Handle handle) {
    if (!(handle instanceof Handle.Named named)) {
      return new Sighting.Gone("It was started by another launcher, before the settings changed");
    }
    return looks.look(named.launch(), () -> sighting(named));
  }

  private Sighting sighting(Handle.Named handle) {
    Optional<Batch> there = batches.find(handle.name());
    if (there.filter(batch -> isOf(handle, batch)).isPresent()) {
      return status(there.get(), handle.name()).sighting();
    }
    if (handle.uid() == null) {
      return new Sighting.NotBegun();
    }
    return new Sighting.Gone(
        "Its batch %s is not in %s any more: somebody deleted it. Retry it: a run publishes once, however often it is tried"
            .formatted(handle.name(), batches.place()));
  }

  private static boolean isOf(Handle.Named handle, Batch batch) {
    return handle.isOf(Marks.launch(batch), batch.getUuid());
  }

  private BatchStatus status(Batch batch, String id) {
    return new BatchStatus(batch, batches.page(id));
  }

  @Override
  public void stop(Handle handle) {
    if (handle instanceof Handle.Named named) {
      looks.ask(
          () -> {
            Optional<Batch> ours = batches.find(named.name()).filter(batch -> isOf(named, batch));
            ours.filter(batch -> batch.getState() != Batch.State.CANCELLING)
                .ifPresent(batches::cancel);
            return ours;
          });
    }
  }

  @Override
  public List<String> log(RunId run, int attempt, int lines) {
    return looks.ask(
        () ->
            batches
                .find(run.value())
                .filter(batch -> Marks.areOf(run, attempt, batch))
                .map(batch -> status(batch, run.value()).log())
                .map(all -> all.subList(Math.max(0, all.size() - lines), all.size()))
                .orElse(List.of()));
  }

  @Override
  public void close() {
    batches.close();
  }

  private final class Waiting implements Prepared {

    private final Job job;
    private final Batch batch;
    private final Handle.Named handle;

    Waiting(Job job, Batch batch, Handle.Named handle) {
      this.job = job;
      this.batch = batch;
      this.handle = handle;
    }

    @Override
    public Handle handle() {
      return handle;
    }

    @Override
    public Handle go() {
      return looks.ask(
          () -> {
            batches.create(handle.name(), batch, handle.launch());
            return batches.find(handle.name()).map(this::known).orElse(handle);
          });
    }

    /** The batch of the same attempt is the same run, whoever of us made it. */
    private Handle.Named known(Batch there) {
      String launch = Marks.launch(there);
      if (launch == null || !Marks.areOf(job.run(), job.attempt(), there)) {
        throw taken(job);
      }
      return new Handle.Named(handle.name(), launch, there.getUuid());
    }

    /** Nothing was made before {@link #go}. */
    @Override
    public void leave() {}
  }
}
