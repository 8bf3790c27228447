package io.propensity.api.run.launch.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.propensity.api.run.launch.Handle;
import io.propensity.api.run.launch.Job;
import io.propensity.api.run.launch.LaunchException;
import io.propensity.api.run.launch.Launcher;
import io.propensity.api.run.launch.NotNowException;
import io.propensity.api.run.launch.PacedLooks;
import io.propensity.api.run.launch.Sighting;
import io.propensity.environment.KubernetesLauncher;
import io.propensity.report.RunKind;
import io.propensity.run.RunId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Starts each run as one SparkApplication that is named by the run's id. Whatever is known of a run
 * is with the API server, so that any service may look after any run.
 */
final class SparkOperatorLauncher implements Launcher, AutoCloseable {

  /** The operator names a service after the object, with a suffix. */
  private static final int LONGEST_NAME = 55;

  private final Cluster cluster;
  private final KubernetesLauncher settings;
  private final int concurrency;
  private final PacedLooks looks;

  SparkOperatorLauncher(
      Cluster cluster, KubernetesLauncher settings, int concurrency, PacedLooks looks) {
    this.cluster = cluster;
    this.settings = settings;
    this.concurrency = concurrency;
    this.looks = looks;
  }

  @Override
  public String name() {
    return "kubernetes";
  }

  @Override
  public int concurrency() {
    return concurrency;
  }

  @Override
  public Optional<String> sharedBy() {
    return Optional.of("kubernetes/" + cluster.namespace());
  }

  @Override
  public boolean answers() {
    return looks.mayAsk();
  }

  @Override
  public Prepared prepare(Job job) {
    requireName(job.run().value());
    if (looks.ask(() -> removesEarlierAttempt(job))) {
      throw new NotNowException("its attempt before is being removed");
    }
    return looks.ask(() -> ready(job));
  }

  private static void requireName(String name) {
    if (name.length() > LONGEST_NAME || name.endsWith("-")) {
      throw new LaunchException(
          "Run id %s cannot name a SparkApplication: choose a run_id of at most %d characters that ends with a letter or digit"
              .formatted(name, LONGEST_NAME));
    }
  }

  private Prepared ready(Job job) {
    ApplicationTemplate template = template(job.kind());
    String launch = UUID.randomUUID().toString();
    GenericKubernetesResource application = template.application(job, launch, owners());
    return new Waiting(job, application, new Handle.Named(job.run().value(), launch, null));
  }

  private ApplicationTemplate template(RunKind kind) {
    String name = kind == RunKind.PREDICTION ? settings.prediction() : settings.training();
    GenericKubernetesResource schedule =
        cluster
            .schedule(name)
            .orElseThrow(
                () ->
                    new LaunchException(
                        "There is no ScheduledSparkApplication %s in namespace %s, of which runs are made: apply that of k8s/, or name another under launcher.kubernetes"
                            .formatted(name, cluster.namespace())));
    return ApplicationTemplate.of(schedule, kind);
  }

  private List<OwnerReference> owners() {
    if (settings.owner().isEmpty()) {
      return List.of();
    }
    return List.of(
        cluster
            .deployment(settings.owner())
            .map(
                owner ->
                    new OwnerReferenceBuilder()
                        .withApiVersion("apps/v1")
                        .withKind("Deployment")
                        .withName(owner.getMetadata().getName())
                        .withUid(owner.getMetadata().getUid())
                        .build())
            .orElseThrow(
                () ->
                    new LaunchException(
                        "There is no Deployment %s in namespace %s: mend launcher.kubernetes.owner"
                            .formatted(settings.owner(), cluster.namespace()))));
  }

  /**
   * A retry has the id of what was tried before, and with it the names of object and pod.
   *
   * @return whether they are still there
   */
  private boolean removesEarlierAttempt(Job job) {
    String name = job.run().value();
    Optional<GenericKubernetesResource> there = cluster.application(name);
    if (there.isEmpty()) {
      return hasDriver(name, pod -> pod.getMetadata().getDeletionTimestamp() != null);
    }
    if (Marks.areOf(job.run(), job.attempt(), there.get().getMetadata())) {
      return false;
    }
    if (!Marks.areOf(job.run(), there.get().getMetadata())) {
      throw taken(job);
    }
    cluster.delete(name);
    return cluster.application(name).isPresent() || hasDriver(name, pod -> true);
  }

  private boolean hasDriver(String name, Predicate<Pod> condition) {
    return cluster.pod(name + "-driver").filter(condition).isPresent();
  }

  private LaunchException taken(Job job) {
    return new LaunchException(
        "Namespace %s has a SparkApplication %s that this run did not make: delete it, or choose another run_id"
            .formatted(cluster.namespace(), job.run()));
  }

  @Override
  public Sighting look(RunId run, int attempt, Handle handle) {
    if (!(handle instanceof Handle.Named named)) {
      return new Sighting.Gone("It was started by another launcher, before the settings changed");
    }
    return looks.look(named.launch(), () -> sighting(named));
  }

  private Sighting sighting(Handle.Named handle) {
    Optional<GenericKubernetesResource> there = cluster.application(handle.name());
    if (there.filter(application -> isOf(handle, application)).isPresent()) {
      return new ApplicationStatus(there.get()).sighting(cluster::pod);
    }
    if (handle.uid() == null) {
      return new Sighting.NotBegun();
    }
    return new Sighting.Gone(
        "Its SparkApplication %s is not in namespace %s any more: somebody deleted it, or its time to live was over. Retry it: a run publishes once, however often it is tried"
            .formatted(handle.name(), cluster.namespace()));
  }

  private static boolean isOf(Handle.Named handle, GenericKubernetesResource application) {
    return handle.isOf(Marks.launch(application.getMetadata()), application.getMetadata().getUid());
  }

  @Override
  public void stop(Handle handle) {
    if (handle instanceof Handle.Named named) {
      looks.ask(
          () -> {
            boolean isThere =
                cluster.application(named.name()).filter(there -> isOf(named, there)).isPresent();
            if (isThere) {
              cluster.delete(named.name());
            }
            return isThere;
          });
    }
  }

  @Override
  public List<String> log(RunId run, int attempt, int lines) {
    return looks.ask(
        () ->
            cluster
                .application(run.value())
                .filter(there -> Marks.areOf(run, attempt, there.getMetadata()))
                .flatMap(there -> new ApplicationStatus(there).driverPod())
                .map(pod -> DriverLog.of(cluster, pod, lines))
                .orElse(List.of()));
  }

  @Override
  public void close() {
    cluster.close();
  }

  private final class Waiting implements Prepared {

    private final Job job;
    private final GenericKubernetesResource application;
    private final Handle.Named handle;

    Waiting(Job job, GenericKubernetesResource application, Handle.Named handle) {
      this.job = job;
      this.application = application;
      this.handle = handle;
    }

    @Override
    public Handle handle() {
      return handle;
    }

    @Override
    public Handle go() {
      return looks.ask(
          () ->
              cluster
                  .create(application)
                  .map(made -> handle.withUid(made.getMetadata().getUid()))
                  .orElseGet(this::existing));
    }

    /** The object of the same attempt is the same run, whoever of us made it. */
    private Handle.Named existing() {
      GenericKubernetesResource there =
          cluster
              .application(handle.name())
              .orElseThrow(() -> new NotNowException("It went away while it was made"));
      String launch = Marks.launch(there.getMetadata());
      if (launch == null || !Marks.areOf(job.run(), job.attempt(), there.getMetadata())) {
        throw taken(job);
      }
      return new Handle.Named(handle.name(), launch, there.getMetadata().getUid());
    }

    /** Nothing was made before {@link #go}. */
    @Override
    public void leave() {}
  }
}
