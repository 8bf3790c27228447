package io.propensity.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.run.ConfigurationException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContainerCommandTest {

  private static final Map<String, String> EXECUTOR =
      Map.of(
          "SPARK_HOME", "/opt/spark",
          "SPARK_EXECUTOR_MEMORY", "640m",
          "SPARK_DRIVER_URL", "spark://CoarseGrainedScheduler@driver:7078",
          "SPARK_EXECUTOR_ID", "3",
          "SPARK_EXECUTOR_CORES", "2",
          "SPARK_APPLICATION_ID", "spark-1",
          "SPARK_EXECUTOR_POD_IP", "10.0.0.7",
          "SPARK_RESOURCE_PROFILE_ID", "0",
          "SPARK_EXECUTOR_POD_NAME", "r-exec-3");

  @Test
  void submitsTheJobThatIsNamed() {
    assertThat(command(Map.of(), "predict", "--campaign-id", "1"))
        .containsExactly("submit", "/opt/propensity/jobs/predict-job.jar", "--campaign-id", "1");
    assertThat(command(Map.of(), "train", "--help"))
        .containsExactly("submit", "/opt/propensity/jobs/training-job.jar", "--help");
    assertThat(command(Map.of(), "spark-submit", "--version"))
        .containsExactly("submit", "--version");
  }

  @Test
  void submitsADriversApplicationInItsOwnPod() {
    assertThat(
            command(
                Map.of("SPARK_DRIVER_BIND_ADDRESS", "10.0.0.6"),
                "driver",
                "--properties-file",
                "/opt/spark/conf/spark.properties",
                "--class",
                "a.Job",
                "local:///a b.jar"))
        .containsExactly(
            "submit",
            "--conf",
            "spark.driver.bindAddress=10.0.0.6",
            "--deploy-mode",
            "client",
            "--properties-file",
            "/opt/spark/conf/spark.properties",
            "--class",
            "a.Job",
            "local:///a b.jar");
  }

  @Test
  void startsAnExecutorByTheVariablesOfItsPod() {
    Map<String, String> variables = new HashMap<>(EXECUTOR);
    variables.put("SPARK_JAVA_OPT_0", "-Dfirst=with a blank");
    variables.put("SPARK_JAVA_OPT_1", "-Dsecond=2");
    variables.put("SPARK_JAVA_OPT_3", "-Dnever=1");
    variables.put("JAVA_HOME", "/opt/java");
    variables.put("SPARK_CONF_DIR", "/conf");
    variables.put("HADOOP_CONF_DIR", "");
    variables.put("SPARK_CLASSPATH", "/more.jar");

    assertThat(command(variables, "executor"))
        .containsExactly(
            "/opt/java/bin/java",
            "-Dfirst=with a blank",
            "-Dsecond=2",
            "-Xms640m",
            "-Xmx640m",
            "-cp",
            "/conf:/more.jar:/opt/spark/jars/*",
            "org.apache.spark.scheduler.cluster.k8s.KubernetesExecutorBackend",
            "--driver-url",
            "spark://CoarseGrainedScheduler@driver:7078",
            "--executor-id",
            "3",
            "--cores",
            "2",
            "--app-id",
            "spark-1",
            "--hostname",
            "10.0.0.7",
            "--resourceProfileId",
            "0",
            "--podName",
            "r-exec-3");
    assertThat(command(EXECUTOR, "executor"))
        .startsWith("java", "-Xms640m", "-Xmx640m", "-cp", "/opt/spark/conf:/opt/spark/jars/*");
  }

  @Test
  void namesAVariableThatIsMissing() {
    for (String name : EXECUTOR.keySet()) {
      Map<String, String> variables = new HashMap<>(EXECUTOR);
      variables.remove(name);

      assertThatThrownBy(() -> command(variables, "executor"))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageStartingWith(name + " is not set: ");
    }
    assertThatThrownBy(() -> command(Map.of(), "driver"))
        .hasMessageStartingWith("SPARK_DRIVER_BIND_ADDRESS is not set: ");
  }

  @Test
  void runsAnotherProgramAsItIs() {
    assertThat(command(Map.of(), "java", "-version")).containsExactly("java", "-version");
  }

  @Test
  void readsTheWordsOfSparksLauncher() {
    assertThat(SparkSubmission.words("\0\n/bin/java\0-Xmx1g\0a b\n\0\0--last\0"))
        .containsExactly("/bin/java", "-Xmx1g", "a b\n", "", "--last");
  }

  private static List<String> command(Map<String, String> variables, String... words) {
    return new ContainerCommand(
            new PodVariables(variables),
            arguments -> {
              List<String> submitted = new ArrayList<>(List.of("submit"));
              submitted.addAll(arguments);
              return submitted;
            })
        .of(List.of(words));
  }
}
