package io.propensity.api.run.launch.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.propensity.api.run.launch.Marks;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whose SparkApplication changed, and never how it stands: that is asked of the object
 * itself, as what a watch has seen may be old. While there is a watch, a run is asked for when it
 * changed, and every now and then in case the watch fell silent; while there is none, at the pace
 * of a poll.
 */
final class ApplicationWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ApplicationWatch.class);

  /** So long a run that was alive is taken to be so while it is watched. */
  static final Duration RESYNC = Duration.ofSeconds(30);

  /** The same while it is not. */
  static final Duration POLL = Duration.ofSeconds(2);

  private final Marks marks;
  private final SharedIndexInformer<GenericKubernetesResource> informer;
  private String complaint = "";

  ApplicationWatch(Cluster cluster, Marks marks) {
    this.marks = marks;
    this.informer = cluster.follow(marks.ofAll());
  }

  /**
   * Begins to watch, and goes on trying where the API server does not answer or refuses it.
   *
   * @param changed takes the launch of each object that was made, changed or removed
   */
  void begin(Consumer<String> changed) {
    informer.addEventHandler(new Changes(changed));
    informer.exceptionHandler((isStarted, failure) -> tell(failure));
    var unused = informer.start();
  }

  boolean isWatching() {
    return informer.isWatching();
  }

  /** How long a run that was alive is to be taken to be so, as things are. */
  Duration pace() {
    return isWatching() ? RESYNC : POLL;
  }

  /** Once each time that a server goes away, however long it is. */
  private synchronized boolean tell(Throwable failure) {
    String said = String.valueOf(failure.getMessage());
    if (!said.equals(complaint)) {
      complaint = said;
      LOG.warn(
          "SparkApplications cannot be watched, so each is asked for every {} s until they can: {}",
          POLL.toSeconds(),
          said);
    }
    return true;
  }

  private synchronized void watches() {
    complaint = "";
  }

  @Override
  public void close() {
    informer.stop();
  }

  /** What of an object is told: whose it is. */
  private final class Changes implements ResourceEventHandler<GenericKubernetesResource> {

    private final Consumer<String> changed;

    Changes(Consumer<String> changed) {
      this.changed = changed;
    }

    @Override
    public void onList(String version, boolean isEmpty) {
      watches();
    }

    @Override
    public void onAdd(GenericKubernetesResource made) {
      tellOf(made);
    }

    @Override
    public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource now) {
      tellOf(now);
    }

    @Override
    public void onDelete(GenericKubernetesResource removed, boolean isLastStateUnknown) {
      tellOf(removed);
    }

    private void tellOf(GenericKubernetesResource application) {
      Optional.ofNullable(application.getMetadata().getLabels())
          .map(marks::launch)
          .ifPresent(changed);
    }
  }
}
