package io.propensity.api.run.launch.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.server.mock.KubernetesMixedDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.ServerRequest;
import io.fabric8.mockwebserver.ServerResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/** An API server that keeps objects, and the operator's part played by the test. */
final class FakeOperator implements AutoCloseable {

  static final String NAMESPACE = "jobs";
  static final String APPLICATIONS =
      "/apis/sparkoperator.k8s.io/v1beta2/namespaces/jobs/sparkapplications";

  private final KubernetesMockServer server;
  private final KubernetesClient client;
  private final Cluster cluster;
  private boolean isStopped;

  FakeOperator() {
    Map<ServerRequest, Queue<ServerResponse>> responses = new HashMap<>();
    server =
        new KubernetesMockServer(
            new Context(),
            new MockWebServer(),
            responses,
            new KubernetesMixedDispatcher(responses),
            false);
    server.init();
    client = server.createClient();
    cluster = new Cluster(client, NAMESPACE);
    schedule("predict", List.of("--campaign-id", "1", "--env", "/opt/conf/k8s.yaml"));
    schedule("train", List.of("--pipeline", "/opt/pipelines/a", "--env", "/opt/conf/k8s.yaml"));
    client
        .apps()
        .deployments()
        .inNamespace(NAMESPACE)
        .resource(
            new DeploymentBuilder().withNewMetadata().withName("config-api").endMetadata().build())
        .create();
  }

  KubernetesMockServer server() {
    return server;
  }

  /** As the service asks: a server that does not answer is given up soon. */
  Cluster cluster() {
    KubernetesClient quick =
        server.createClient(
            (KubernetesClientBuilder builder) ->
                builder.editOrNewConfig().withRequestRetryBackoffLimit(0).endConfig());
    return new Cluster(quick, NAMESPACE);
  }

  void schedule(String name, List<String> arguments) {
    GenericKubernetesResource schedule =
        object("ScheduledSparkApplication", name, Map.of("app.kubernetes.io/name", name));
    schedule.setAdditionalProperty(
        "spec",
        Map.of(
            "schedule",
            "@daily",
            "suspend",
            true,
            "template",
            Map.of(
                "image",
                "jobs:1",
                "arguments",
                arguments,
                "driver",
                Map.of("cores", 1, "labels", Map.of("app.kubernetes.io/name", name)),
                "executor",
                Map.of("cores", 2))));
    put(schedule);
  }

  /** Puts an object in the place of the one of its name. */
  void put(GenericKubernetesResource object) {
    of(object.getKind()).withName(object.getMetadata().getName()).delete();
    of(object.getKind()).resource(object).create();
  }

  Optional<GenericKubernetesResource> application(String name) {
    return cluster.application(name);
  }

  void remove(String name) {
    cluster.delete(name);
  }

  /** The operator tells how an application stands. */
  void says(String name, String state, String message) {
    GenericKubernetesResource there = application(name).orElseThrow();
    there.setAdditionalProperty(
        "status",
        Map.of(
            "applicationState",
            Map.of("state", state, "errorMessage", message),
            "driverInfo",
            Map.of("podName", name + "-driver")));
    of(there.getKind()).resource(there).update();
  }

  void writesLog(String name, int lines, String text) {
    server
        .expect()
        .get()
        .withPath(
            "/api/v1/namespaces/jobs/pods/%s-driver/log?container=spark-kubernetes-driver&tailLines=%d"
                .formatted(name, lines))
        .andReturn(200, text)
        .always();
  }

  /** The driver's pod of an application is being removed. */
  void hasTerminatingDriver(String name) {
    client
        .pods()
        .inNamespace(NAMESPACE)
        .resource(
            new PodBuilder()
                .withMetadata(
                    new ObjectMetaBuilder()
                        .withName(name + "-driver")
                        .withFinalizers("test/held")
                        .build())
                .withNewSpec()
                .endSpec()
                .build())
        .create();
    client.pods().inNamespace(NAMESPACE).withName(name + "-driver").delete();
  }

  private NonNamespaceOperation<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      of(String kind) {
    return client
        .genericKubernetesResources(
            new ResourceDefinitionContext.Builder()
                .withGroup(Cluster.GROUP)
                .withVersion(Cluster.VERSION)
                .withKind(kind)
                .withPlural(kind.toLowerCase(Locale.ROOT) + "s")
                .withNamespaced(true)
                .build())
        .inNamespace(NAMESPACE);
  }

  static GenericKubernetesResource object(String kind, String name, Map<String, String> labels) {
    GenericKubernetesResource object = new GenericKubernetesResource();
    object.setApiVersion("sparkoperator.k8s.io/v1beta2");
    object.setKind(kind);
    object.setMetadata(new ObjectMetaBuilder().withName(name).withLabels(labels).build());
    return object;
  }

  void stop() {
    if (!isStopped) {
      isStopped = true;
      server.destroy();
    }
  }

  @Override
  public void close() {
    client.close();
    stop();
  }
}
