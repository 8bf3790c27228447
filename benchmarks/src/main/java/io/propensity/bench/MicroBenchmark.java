package io.propensity.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.propensity.scoring.BatchCost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.launcher.JavaModuleOptions;

/**
 * {@link BatchCost} by JMH in processes of their own, on one core: what a row costs beside
 * CatBoost's native call. TREES in the process environment is 200.
 */
final class MicroBenchmark implements Benchmark {

  /** Gathering, handing out and counting may cost so much of the native call, and that itself. */
  private static final double LIMIT = 1.5;

  @Override
  public void run(Path work, Findings findings) throws IOException, InterruptedException {
    String trees = System.getenv().getOrDefault("TREES", "200");
    MadeUsers.train(work, trees, findings);
    JsonNode measured = measure(work, work.resolve("models/wide/1"));
    double call = nanos(measured, "nativeCall");
    double counted = nanos(measured, "scoredAndCounted");
    findings.say(
        "%s trees, a row of 22 features on one core: gathered in %.0f ns, native call %.0f ns, scored in %.0f ns, scored and counted in %.0f ns",
        trees, nanos(measured, "gather"), call, nanos(measured, "scored"), counted);
    findings.atMost("scored and counted / native call", counted / call, LIMIT, "");
  }

  private static double nanos(JsonNode measured, String method) {
    for (JsonNode each : measured) {
      if (each.path("benchmark").asText().endsWith("." + method)) {
        return each.path("primaryMetric").path("score").asDouble();
      }
    }
    throw new IllegalStateException("JMH did not measure " + method + ": " + measured);
  }

  private static JsonNode measure(Path work, Path artifact)
      throws IOException, InterruptedException {
    Path result = work.resolve("jmh.json");
    List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
    command.addAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
    command.addAll(
        List.of(
            "-D" + BatchCost.ARTIFACT + "=" + artifact,
            "-cp",
            "benchmarks/target/benchmarks.jar:training-job/target/training-job.jar:spark-home/target/spark/jars/*",
            "org.openjdk.jmh.Main",
            BatchCost.class.getName(),
            "-rf",
            "json",
            "-rff",
            result.toString()));
    Processes.run(work, command.toArray(String[]::new));
    return new ObjectMapper().readTree(Files.readAllBytes(result));
  }
}
