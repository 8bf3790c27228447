package io.propensity.container;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a container is asked to be, in the words that Spark on Kubernetes starts it with: {@code
 * driver} and spark-submit's arguments, or {@code executor} and the {@code SPARK_*} variables of
 * its pod.
 */
final class ContainerCommand {

  static final String HELP =
      """
      Usage: docker run IMAGE COMMAND [ARGUMENT...]

        predict ...       the prediction job on this container's cores, e.g. predict --help
        train ...         the training job on this container's cores
        spark-submit ...  another application, e.g. spark-submit --version
        driver ...        a driver as Spark starts it in a pod: arguments of spark-submit
        executor          an executor as Spark starts it in a pod: SPARK_* variables
        others            are run as they are
      """;

  private static final String JOBS = "/opt/propensity/jobs/";
  private static final String EXECUTOR =
      "org.apache.spark.scheduler.cluster.k8s.KubernetesExecutorBackend";

  private final PodVariables variables;
  private final UnaryOperator<List<String>> submission;

  /**
   * Commands of one container.
   *
   * @param submission makes a JVM's command line of arguments of spark-submit
   */
  ContainerCommand(PodVariables variables, UnaryOperator<List<String>> submission) {
    this.variables = variables;
    this.submission = submission;
  }

  /**
   * The process that is asked for: a program and its arguments.
   *
   * @param words at least one
   */
  List<String> of(List<String> words) {
    List<String> arguments = words.subList(1, words.size());
    return switch (words.get(0)) {
      case "predict" -> submission.apply(joined(List.of(JOBS + "predict-job.jar"), arguments));
      case "train" -> submission.apply(joined(List.of(JOBS + "training-job.jar"), arguments));
      case "spark-submit" -> submission.apply(arguments);
      case "driver" -> submission.apply(joined(driver(), arguments));
      case "executor" -> executor();
      default -> words;
    };
  }

  private List<String> driver() {
    return List.of(
        "--conf",
        "spark.driver.bindAddress=" + variables.value("SPARK_DRIVER_BIND_ADDRESS"),
        "--deploy-mode",
        "client");
  }

  private List<String> executor() {
    String memory = variables.value("SPARK_EXECUTOR_MEMORY");
    List<String> command = new ArrayList<>(List.of(variables.java()));
    command.addAll(variables.numbered("SPARK_JAVA_OPT_"));
    command.addAll(List.of("-Xms" + memory, "-Xmx" + memory, "-cp", classPath(), EXECUTOR));
    command.addAll(List.of("--driver-url", variables.value("SPARK_DRIVER_URL")));
    command.addAll(List.of("--executor-id", variables.value("SPARK_EXECUTOR_ID")));
    command.addAll(List.of("--cores", variables.value("SPARK_EXECUTOR_CORES")));
    command.addAll(List.of("--app-id", variables.value("SPARK_APPLICATION_ID")));
    command.addAll(List.of("--hostname", variables.value("SPARK_EXECUTOR_POD_IP")));
    command.addAll(List.of("--resourceProfileId", variables.value("SPARK_RESOURCE_PROFILE_ID")));
    command.addAll(List.of("--podName", variables.value("SPARK_EXECUTOR_POD_NAME")));
    return command;
  }

  private String classPath() {
    List<String> entries = new ArrayList<>();
    entries.add(variables.given("SPARK_CONF_DIR").orElse(variables.sparkHome() + "/conf"));
    variables.given("HADOOP_CONF_DIR").ifPresent(entries::add);
    variables.given("SPARK_CLASSPATH").ifPresent(entries::add);
    entries.add(variables.sparkHome() + "/jars/*");
    return String.join(":", entries);
  }

  private static List<String> joined(List<String> first, List<String> then) {
    List<String> all = new ArrayList<>(first);
    all.addAll(then);
    return all;
  }
}
