package io.propensity.api.run.launch.kubernetes;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.propensity.api.run.launch.Job;
import io.propensity.api.run.launch.LaunchException;
import io.propensity.api.run.launch.TemplateArguments;
import io.propensity.report.RunKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run's object is made of: {@code spec.template} of a ScheduledSparkApplication, with the
 * run's arguments, labels and name.
 */
final class ApplicationTemplate {

  private static final String TOKEN = "PROPENSITY_TOKEN";
  private static final String REQUEST = "PROPENSITY_REQUEST_ID";

  private final ObjectMeta metadata;
  private final Map<String, Object> spec;
  private final List<String> arguments;

  private ApplicationTemplate(
      ObjectMeta metadata, Map<String, Object> spec, List<String> arguments) {
    this.metadata = metadata;
    this.spec = spec;
    this.arguments = arguments;
  }

  /**
   * The template that a schedule holds.
   *
   * @throws LaunchException when no run can be made of it
   */
  static ApplicationTemplate of(GenericKubernetesResource schedule, RunKind kind) {
    String where = "ScheduledSparkApplication " + schedule.getMetadata().getName();
    Object template = schedule.get("spec", "template");
    Map<String, Object> spec = template instanceof Map<?, ?> map ? map(map) : Map.of();
    if (!(spec.get("driver") instanceof Map)) {
      throw new LaunchException(
          where + " has no spec.template with a driver: apply the one of k8s/ again");
    }
    List<String> arguments = texts(spec.get("arguments"));
    TemplateArguments.require(where, kind, arguments);
    requireNoToken(where, map(spec.get("driver")));
    return new ApplicationTemplate(schedule.getMetadata(), spec, arguments);
  }

  /** A token in an object can be read by whoever may look at objects. */
  private static void requireNoToken(String where, Map<String, Object> driver) {
    boolean isWritten =
        list(driver.get("env")).stream()
            .map(ApplicationTemplate::map)
            .anyMatch(
                variable -> TOKEN.equals(variable.get("name")) && variable.containsKey("value"));
    if (isWritten) {
      throw new LaunchException(
          "%s has the value of %s in it: take it from a Secret, by envFrom"
              .formatted(where, TOKEN));
    }
  }

  private List<String> arguments(Job job) {
    return TemplateArguments.of(arguments, job);
  }

  GenericKubernetesResource application(Job job, String launch, List<OwnerReference> owners) {
    Map<String, String> labels = new LinkedHashMap<>();
    if (metadata.getLabels() != null) {
      labels.putAll(metadata.getLabels());
    }
    labels.putAll(SparkOperatorLauncher.MARKS.of(job, launch));
    GenericKubernetesResource application = new GenericKubernetesResource();
    application.setApiVersion(Cluster.GROUP + "/" + Cluster.VERSION);
    application.setKind("SparkApplication");
    application.setMetadata(
        new ObjectMetaBuilder()
            .withName(job.run().value())
            .withLabels(labels)
            .withOwnerReferences(owners)
            .build());
    application.setAdditionalProperty("spec", spec(job, launch));
    return application;
  }

  private Map<String, Object> spec(Job job, String launch) {
    Map<String, Object> filled = new LinkedHashMap<>(spec);
    filled.put("arguments", arguments(job));
    filled.put("driver", driver(job, launch));
    return filled;
  }

  private Map<String, Object> driver(Job job, String launch) {
    Map<String, Object> driver = map(spec.get("driver"));
    Map<String, Object> labels = map(driver.get("labels"));
    labels.putAll(SparkOperatorLauncher.MARKS.of(job, launch));
    driver.put("labels", labels);
    job.request()
        .ifPresent(
            request -> {
              List<Object> variables = list(driver.get("env"));
              variables.add(Map.of("name", REQUEST, "value", request));
              driver.put("env", variables);
            });
    return driver;
  }

  private static Map<String, Object> map(@Nullable Object value) {
    Map<String, Object> copy = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, element) -> copy.put(String.valueOf(key), element));
    }
    return copy;
  }

  private static List<Object> list(@Nullable Object value) {
    return value instanceof List<?> list ? new ArrayList<>(list) : new ArrayList<>();
  }

  private static List<String> texts(@Nullable Object value) {
    return list(value).stream().map(String::valueOf).toList();
  }
}
