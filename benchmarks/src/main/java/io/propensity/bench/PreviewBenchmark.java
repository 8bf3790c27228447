package io.propensity.bench;

import io.propensity.environment.Environment;
import io.propensity.environment.EnvironmentFile;
import io.propensity.job.Sessions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
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
    Path environment = WorkEnvironment.write(work);
    ingest(environment, findings);
    try (ServerProcess service =
        ServerProcess.service(
            work, work.resolve("data"), Map.of("PROPENSITY_ENVIRONMENT", environment.toString()))) {
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
    Sessions.with(
        "bench", read, spark -> MadeTable.write(spark, read, MadeTable.SAMPLE_USERS, ROWS));
    findings.say("%,d sample users are written", ROWS);
  }

  private static HttpRequest.Builder request(ServerProcess service, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path))
        .header("Authorization", "Bearer " + ServerProcess.TOKEN);
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
}
