package io.propensity.bench;

import io.propensity.environment.Environment;
import io.propensity.environment.EnvironmentFile;
import io.propensity.ingest.Ingest;
import io.propensity.job.Sessions;
import io.propensity.pipeline.Pipeline;
import io.propensity.pipeline.PipelineFile;
import io.propensity.table.Warehouse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How long the service takes to say whom an audience filter means, and to describe the table's
 * columns: of an Iceberg table of 10 million sample users. ROWS and ROUNDS in the process
 * environment make it smaller.
 */
final class PreviewBenchmark implements Benchmark {

  private static final int ROWS =
      Integer.parseInt(System.getenv().getOrDefault("ROWS", "10000000"));
  private static final int ROUNDS = Integer.parseInt(System.getenv().getOrDefault("ROUNDS", "7"));
  private static final String TOKEN = "first-admin-of-the-benchmark-0123456789";
  private static final String TABLE = "warehouse/campaign-response/raw";

  /** A preview answers while somebody types. */
  private static final double GOAL = 1;

  private static final List<String> FILTERS =
      List.of(
          "TRUE",
          "country = 'US' AND age > 25",
          "country IN ('US', 'DE') AND age BETWEEN 25 AND 60 AND frequency > 2 AND monetary > 10",
          "lower(country) LIKE 'u%' OR recency < 30");

  private final HttpClient http = HttpClient.newHttpClient();

  @Override
  public void run(Path work, Findings findings) throws IOException, InterruptedException {
    Path environment = environment(work);
    ingest(environment, findings);
    int port = ServerProcess.freePort();
    try (ServerProcess service =
        ServerProcess.start(
            work.resolve("service.log"),
            port,
            "/actuator/health/readiness",
            Map.of(
                "PORT",
                String.valueOf(port),
                "PROPENSITY_DATA_DIRECTORY",
                work.resolve("data").toString(),
                "PROPENSITY_ENVIRONMENT",
                environment.toString(),
                "PROPENSITY_ADMIN_TOKEN",
                TOKEN),
            List.of("scripts/config-api.sh"))) {
      for (String filter : FILTERS) {
        String body =
            "{\"users_table\": \"%s\", \"audience_filter\": \"%s\"}".formatted(TABLE, filter);
        HttpRequest request =
            request(service, "/audiences/preview")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        findings.atMost("preview of " + filter, seconds(request), GOAL, " s");
      }
      HttpRequest columns = request(service, "/users-tables/columns?table=" + TABLE).GET().build();
      findings.say("columns of the table, described: %.2f s", seconds(columns));
    }
  }

  private static void ingest(Path environment, Findings findings) {
    Environment read = EnvironmentFile.read(environment.toString(), Map.of());
    Pipeline pipeline =
        PipelineFile.read(
            "pipelines/campaign-response",
            read.roots(),
            Map.of(),
            List.of("sources.raw.options.rows=" + ROWS));
    Sessions.with(
        "bench",
        read,
        spark -> {
          new Ingest(spark, Warehouse.of(spark), columns -> {}).write(pipeline, true);
          return 0;
        });
    findings.say("%,d sample users are written", ROWS);
  }

  private static HttpRequest.Builder request(ServerProcess service, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path))
        .header("Authorization", "Bearer " + TOKEN);
  }

  /** The median, after one that finds the files cold. */
  private double seconds(HttpRequest request) throws IOException, InterruptedException {
    double[] found = new double[ROUNDS];
    for (int round = -1; round < ROUNDS; round++) {
      long begin = System.nanoTime();
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(request.uri() + " answered " + answer.body());
      }
      if (round >= 0) {
        found[round] = (System.nanoTime() - begin) / 1e9;
      }
    }
    return Findings.median(found);
  }

  private static Path environment(Path work) throws IOException {
    return Files.writeString(
        work.resolve("env.yaml"),
        """
        format_version: 1
        roots:
          raw: %1$s/raw
          warehouse: %1$s/warehouse
          models: %1$s/models
          reports: %1$s/reports
          output: %1$s/output
        spark:
          spark.ui.enabled: "false"
          spark.sql.shuffle.partitions: "4"
        config_api: {url: "http://localhost:1", timeout_seconds: 1, attempts: 1}
        """
            .formatted(work));
  }
}
