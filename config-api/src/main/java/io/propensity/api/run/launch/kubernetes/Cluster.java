package io.propensity.api.run.launch.kubernetes;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.propensity.api.run.launch.LaunchException;
import io.propensity.api.run.launch.NotNowException;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the API server about one namespace. An answer that may be another one later is a
 * {@link NotNowException}; so is a refusal to show something, which says nothing about the thing.
 */
final class Cluster implements AutoCloseable {

  static final String GROUP = "sparkoperator.k8s.io";
  static final String VERSION = "v1beta2";

  private static final int UNPROCESSABLE = 422;

  /** By these answers the very request was refused, and would be again. */
  private static final Set<Integer> REFUSALS =
      Set.of(
          HttpURLConnection.HTTP_BAD_REQUEST,
          HttpURLConnection.HTTP_FORBIDDEN,
          HttpURLConnection.HTTP_NOT_FOUND,
          HttpURLConnection.HTTP_BAD_METHOD,
          UNPROCESSABLE);

  private final KubernetesClient client;
  private final String namespace;

  Cluster(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  String namespace() {
    return namespace;
  }

  Optional<GenericKubernetesResource> application(String name) {
    return shown("SparkApplication " + name, () -> applications().withName(name).get());
  }

  /** Follows the objects that bear some labels, once it is started. */
  SharedIndexInformer<GenericKubernetesResource> follow(Map<String, String> labels) {
    return applications().withLabels(labels).runnableInformer(0);
  }

  Optional<GenericKubernetesResource> schedule(String name) {
    return shown(
        "ScheduledSparkApplication " + name,
        () ->
            of("ScheduledSparkApplication", "scheduledsparkapplications")
                .inNamespace(namespace)
                .withName(name)
                .get());
  }

  Optional<Pod> pod(String name) {
    return shown("pod " + name, () -> client.pods().inNamespace(namespace).withName(name).get());
  }

  Optional<HasMetadata> deployment(String name) {
    return shown(
        "Deployment " + name,
        () -> client.apps().deployments().inNamespace(namespace).withName(name).get());
  }

  /**
   * The last lines of a container's log; empty where there is no such pod.
   *
   * @throws LaunchException when they are not to be had
   */
  Optional<String> log(String pod, String container, int lines) {
    String address =
        "/api/v1/namespaces/%s/pods/%s/log?container=%s&tailLines=%d"
            .formatted(namespace, pod, container, lines);
    try {
      return Optional.ofNullable(client.raw(address));
    } catch (KubernetesClientException failure) {
      throw refusal("The log of pod " + pod, failure);
    }
  }

  /**
   * Makes an object; empty when there is one of its name.
   *
   * @throws LaunchException when the server will not have it
   */
  Optional<GenericKubernetesResource> create(GenericKubernetesResource application) {
    try {
      return Optional.of(applications().resource(application).create());
    } catch (KubernetesClientException failure) {
      if (failure.getCode() == HttpURLConnection.HTTP_CONFLICT) {
        return Optional.empty();
      }
      throw refusal("SparkApplication " + application.getMetadata().getName(), failure);
    }
  }

  /** Has an object and what it owns removed; nothing happens where there is none. */
  void delete(String name) {
    shown(
        "SparkApplication " + name,
        () ->
            applications()
                .withName(name)
                .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                .delete());
  }

  private static <T> Optional<T> shown(String what, Supplier<? extends @Nullable T> question) {
    try {
      return Optional.ofNullable(question.get());
    } catch (KubernetesClientException failure) {
      if (failure.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        return Optional.empty();
      }
      throw new NotNowException(message(what, failure), failure);
    }
  }

  private static RuntimeException refusal(String what, KubernetesClientException failure) {
    return REFUSALS.contains(failure.getCode())
        ? new LaunchException(message(what, failure), failure)
        : new NotNowException(message(what, failure), failure);
  }

  private static String message(String what, KubernetesClientException failure) {
    String said =
        failure.getStatus() == null || failure.getStatus().getMessage() == null
            ? String.valueOf(failure.getMessage())
            : failure.getStatus().getMessage();
    return "%s: the API server answered%s: %s"
        .formatted(
            what, failure.getCode() == 0 ? " nothing" : " " + failure.getCode(), said.strip());
  }

  private NonNamespaceOperation<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      applications() {
    return of("SparkApplication", "sparkapplications").inNamespace(namespace);
  }

  private MixedOperation<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      of(String kind, String plural) {
    return client.genericKubernetesResources(
        new ResourceDefinitionContext.Builder()
            .withGroup(GROUP)
            .withVersion(VERSION)
            .withKind(kind)
            .withPlural(plural)
            .withNamespaced(true)
            .build());
  }

  @Override
  public void close() {
    client.close();
  }
}
