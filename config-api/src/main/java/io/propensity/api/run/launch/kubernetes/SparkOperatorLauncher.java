package io.propensity.api.run.launch.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.propensity.api.run.launch.Handle;
import io.propensity.api.run.launch.Job;
import io.propensity.api.run.launch.LaunchException;
import io.propensity.api.run.launch.Marks;
import io.propensity.api.run.launch.NamedLauncher;
import io.propensity.api.run.launch.NotNowException;
import io.propensity.api.run.launch.PacedLooks;
import io.propensity.api.run.launch.Sighting;
import io.propensity.environment.KubernetesLauncher;
import io.propensity.report.RunKind;
import io.propensity.run.RunId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Starts each run as one SparkApplication, which the Spark operator of the cluster runs. */
final class SparkOperatorLauncher extends NamedLauncher<GenericKubernetesResource> {

  static final Marks MARKS = new Marks("app.kubernetes.io/managed-by", "propensity.io/");

  /** The operator names a service after the object, with a suffix. */
  private static final int LONGEST_NAME = 55;

  private final Cluster cluster;
  private final KubernetesLauncher settings;
  private final ApplicationWatch watch;

  private SparkOperatorLauncher(
      Cluster cluster,
      KubernetesLauncher settings,
      int concurrency,
      PacedLooks looks,
      ApplicationWatch watch) {
    super(MARKS, concurrency, looks);
    this.cluster = cluster;
    this.settings = settings;
    this.watch = watch;
  }

  /** Launches in a cluster, and watches from now on what was launched there. */
  static SparkOperatorLauncher of(
      Cluster cluster, KubernetesLauncher settings, int concurrency, Clock clock, Duration rest) {
    ApplicationWatch watch = new ApplicationWatch(cluster, MARKS);
    PacedLooks looks = new PacedLooks(clock, watch::pace, rest);
    watch.begin(looks::changed);
    return new SparkOperatorLauncher(cluster, settings, concurrency, looks, watch);
  }

  @Override
  public String name() {
    return "kubernetes";
  }

  @Override
  public Optional<String> sharedBy() {
    return Optional.of("kubernetes/" + cluster.namespace());
  }

  @Override
  protected void requireName(String name) {
    if (name.length() > LONGEST_NAME || name.endsWith("-")) {
      throw new LaunchException(
          "Run id %s cannot name a SparkApplication: choose a run_id of at most %d characters that ends with a letter or digit"
              .formatted(name, LONGEST_NAME));
    }
  }

  @Override
  protected GenericKubernetesResource draft(Job job, String launch) {
    return template(job.kind()).application(job, launch, owners());
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

  @Override
  protected Optional<GenericKubernetesResource> find(String name) {
    return cluster.application(name);
  }

  @Override
  protected Optional<GenericKubernetesResource> create(
      Handle.Named handle, GenericKubernetesResource draft) {
    return cluster.create(draft).or(() -> Optional.of(existing(handle.name())));
  }

  private GenericKubernetesResource existing(String name) {
    return cluster
        .application(name)
        .orElseThrow(() -> new NotNowException("It went away while it was made"));
  }

  @Override
  protected Map<String, String> labels(GenericKubernetesResource application) {
    Map<String, String> labels = application.getMetadata().getLabels();
    return labels == null ? Map.of() : labels;
  }

  @Override
  protected String uid(GenericKubernetesResource application) {
    return application.getMetadata().getUid();
  }

  @Override
  protected Sighting sighting(GenericKubernetesResource application) {
    return new ApplicationStatus(application).sighting(cluster::pod);
  }

  @Override
  protected void end(GenericKubernetesResource application) {
    cluster.delete(application.getMetadata().getName());
  }

  @Override
  protected Optional<String> clear(String name, Optional<GenericKubernetesResource> there) {
    there.ifPresent(this::end);
    return isLeft(name, there.isPresent())
        ? Optional.of("its attempt before is being removed")
        : Optional.empty();
  }

  /** A pod without an object is of an attempt before only where it is about to go. */
  private boolean isLeft(String name, boolean wasThere) {
    return wasThere
        ? cluster.application(name).isPresent() || hasDriver(name, pod -> true)
        : hasDriver(name, pod -> pod.getMetadata().getDeletionTimestamp() != null);
  }

  private boolean hasDriver(String name, Predicate<Pod> condition) {
    return cluster.pod(name + "-driver").filter(condition).isPresent();
  }

  @Override
  protected List<String> log(GenericKubernetesResource application, RunId run, int lines) {
    return new ApplicationStatus(application)
        .driverPod()
        .map(pod -> DriverLog.of(cluster, pod, lines))
        .orElse(List.of());
  }

  @Override
  protected String there(String name) {
    return "Namespace %s has a SparkApplication %s".formatted(cluster.namespace(), name);
  }

  @Override
  protected String lost(String name) {
    return "Its SparkApplication %s is not in namespace %s any more: somebody deleted it, or its time to live was over"
        .formatted(name, cluster.namespace());
  }

  @Override
  public void close() {
    watch.close();
    cluster.close();
  }
}
