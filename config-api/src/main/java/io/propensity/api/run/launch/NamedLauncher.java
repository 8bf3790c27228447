package io.propensity.api.run.launch;

import io.propensity.run.RunId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Starts each run as one object of a platform, which has the run's id as its name. Whatever is
 * known of a run is with the platform, so that any service may look after any run.
 *
 * @param <T> such an object
 */
public abstract class NamedLauncher<T> implements Launcher, AutoCloseable {

  private final Marks marks;
  private final int concurrency;
  private final PacedLooks looks;

  protected NamedLauncher(Marks marks, int concurrency, PacedLooks looks) {
    this.marks = marks;
    this.concurrency = concurrency;
    this.looks = looks;
  }

  /** Refuses an id that the platform would not have as a name. */
  protected abstract void requireName(String name);

  /** The object of a job, which is not made by this. */
  protected abstract T draft(Job job, String launch);

  protected abstract Optional<T> find(String name);

  /** Makes an object, and finds what has its name then: another one may have had it before. */
  protected abstract Optional<T> create(Handle.Named handle, T draft);

  protected abstract Map<String, String> labels(T there);

  protected abstract String uid(T there);

  protected abstract Sighting sighting(T there);

  /** Asks the object of a run to end. */
  protected abstract void end(T there);

  /**
   * Has what an attempt before left removed, as a retry has its name.
   *
   * @param there empty where the object itself is gone
   * @return what the next attempt waits for; empty where nothing is left
   */
  protected abstract Optional<String> clear(String name, Optional<T> there);

  protected abstract List<String> log(T there, RunId run, int lines);

  /** That the platform has an object of this name, for messages. */
  protected abstract String there(String name);

  /** That an object is lost, and how that may have come about, for messages. */
  protected abstract String lost(String name);

  @Override
  public final int concurrency() {
    return concurrency;
  }

  @Override
  public final boolean answers() {
    return looks.mayAsk();
  }

  @Override
  public final Prepared prepare(Job job) {
    requireName(job.run().value());
    looks
        .ask(() -> earlierAttempt(job))
        .ifPresent(
            why -> {
              throw new NotNowException(why);
            });
    String launch = UUID.randomUUID().toString();
    T draft = looks.ask(() -> draft(job, launch));
    return new Waiting(job, draft, new Handle.Named(job.run().value(), launch, null));
  }

  /** What a retry waits for, which has the name of what was tried before. */
  private Optional<String> earlierAttempt(Job job) {
    String name = job.run().value();
    Optional<T> there = find(name);
    if (there.filter(object -> marks.areOf(job.run(), job.attempt(), labels(object))).isPresent()) {
      return Optional.empty();
    }
    if (there.filter(object -> !marks.areOf(job.run(), labels(object))).isPresent()) {
      throw taken(name);
    }
    return clear(name, there);
  }

  private LaunchException taken(String name) {
    return new LaunchException(
        there(name) + " that this run did not make: delete it, or choose another run_id");
  }

  @Override
  public final Sighting look(RunId run, int attempt, Handle handle) {
    if (!(handle instanceof Handle.Named named)) {
      return new Sighting.Gone("It was started by another launcher, before the settings changed");
    }
    return looks.look(named.launch(), () -> sighting(named));
  }

  private Sighting sighting(Handle.Named handle) {
    Optional<T> ours = ours(handle);
    if (ours.isPresent()) {
      return sighting(ours.get());
    }
    if (handle.uid() == null) {
      return new Sighting.NotBegun();
    }
    return new Sighting.Gone(
        lost(handle.name()) + ". Retry it: a run publishes once, however often it is tried");
  }

  private Optional<T> ours(Handle.Named handle) {
    return find(handle.name())
        .filter(there -> handle.isOf(marks.launch(labels(there)), uid(there)));
  }

  @Override
  public final void stop(Handle handle) {
    if (handle instanceof Handle.Named named) {
      looks.ask(
          () -> {
            Optional<T> ours = ours(named);
            ours.ifPresent(this::end);
            return ours;
          });
    }
  }

  @Override
  public final List<String> log(RunId run, int attempt, int lines) {
    return looks.ask(
        () ->
            find(run.value())
                .filter(there -> marks.areOf(run, attempt, labels(there)))
                .map(there -> log(there, run, lines))
                .orElse(List.of()));
  }

  @Override
  public abstract void close();

  private final class Waiting implements Prepared {

    private final Job job;
    private final T draft;
    private final Handle.Named handle;

    Waiting(Job job, T draft, Handle.Named handle) {
      this.job = job;
      this.draft = draft;
      this.handle = handle;
    }

    @Override
    public Handle handle() {
      return handle;
    }

    @Override
    public Handle go() {
      return looks.ask(() -> create(handle, draft).map(this::known).orElse(handle));
    }

    /** The object of the same attempt is the same run, whoever of us made it. */
    private Handle.Named known(T there) {
      String launch = marks.launch(labels(there));
      if (launch == null || !marks.areOf(job.run(), job.attempt(), labels(there))) {
        throw taken(handle.name());
      }
      return new Handle.Named(handle.name(), launch, uid(there));
    }

    /** Nothing was made before {@link #go}. */
    @Override
    public void leave() {}
  }
}
