package io.propensity.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The service over HTTP, from 8 connections: one campaign, read again and again, against a bare
 * handler in the same container and against a service of FastAPI and SQLAlchemy, all on one
 * PostgreSQL; its latency below its peak; its lists of much against its lists of little; how long
 * it takes to start. ROUNDS and SECONDS in the process environment make it smaller;
 * PROPENSITY_PYTHON names a Python with fastapi, uvicorn, sqlalchemy and psycopg.
 */
final class ApiBenchmark implements Benchmark {

  private static final int ROUNDS = Integer.parseInt(System.getenv().getOrDefault("ROUNDS", "3"));
  private static final Duration TIME =
      Duration.ofSeconds(Long.parseLong(System.getenv().getOrDefault("SECONDS", "10")));
  private static final int CONNECTIONS = 8;
  private static final int STEADY = 3;
  private static final Duration WARM_UP_PART = Duration.ofSeconds(5);
  private static final int SHORTEST_WARM_UP = 12;
  private static final int LONGEST_WARM_UP = 24;
  private static final String CAMPAIGN = "/campaigns/1";
  private static final Path JAR = Path.of("config-api/target/app/config-api.jar");
  private static final List<String> LISTS =
      List.of(
          "/campaigns",
          "/campaigns?page=4",
          "/campaigns?active=true",
          "/runs",
          "/runs?campaign=1",
          "/runs?state=failed");

  private static final String SEARCH = "/campaigns?q=offer+1999";

  /** So many that each list fills its page. */
  private static final int FEW = 2_000;

  private static final int CAMPAIGNS = 100_000;
  private static final int RUNS = 1_000_000;

  @Override
  public void run(Path work, Findings findings) throws IOException, InterruptedException {
    if (!Files.exists(JAR)) {
      throw new IllegalStateException(
          "There is no %s: run 'mvn package -DskipTests' first".formatted(JAR));
    }
    Path data = work.resolve("data");
    starts(work, data, findings);
    try (ServerProcess service = ServerProcess.service(work, data, Map.of())) {
      Map<String, String> database = database(data);
      fill(database, 0, FEW, 0, FEW);
      reads(work, service, database, findings);
      lists(service, database, findings);
    }
  }

  private static void starts(Path work, Path data, Findings findings)
      throws IOException, InterruptedException {
    double[] empty = new double[ROUNDS];
    double[] filled = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      empty[round] = startOf(work, work.resolve("empty-" + round));
    }
    startOf(work, data);
    for (int round = 0; round < ROUNDS; round++) {
      filled[round] = startOf(work, data);
    }
    findings.atMost("start with an empty embedded database", Findings.median(empty), 5, " s");
    findings.atMost("start with one that exists", Findings.median(filled), 3, " s");
  }

  private static double startOf(Path work, Path data) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    ServerProcess service = ServerProcess.service(work, data, Map.of());
    double seconds = (System.nanoTime() - begin) / 1e9;
    service.close();
    return seconds;
  }

  private static void reads(
      Path work, ServerProcess service, Map<String, String> database, Findings findings)
      throws IOException, InterruptedException {
    Map<String, double[]> perSecond = new LinkedHashMap<>();
    try (ServerProcess bare = bare(work, database);
        ServerProcess seed = seed(work, database)) {
      Map<String, ServerProcess> servers =
          new TreeMap<>(Map.of("service", service, "bare handler", bare, "seed", seed));
      for (ServerProcess server : servers.values()) {
        warmUp(client(server));
      }
      for (int round = 0; round < ROUNDS; round++) {
        for (Map.Entry<String, ServerProcess> server : servers.entrySet()) {
          double found = client(server.getValue()).flatOut(CAMPAIGN, TIME).perSecond();
          perSecond.computeIfAbsent(server.getKey(), name -> new double[ROUNDS])[round] = found;
        }
      }
    }
    perSecond.forEach(
        (name, found) ->
            findings.say(
                "GET %s, %d connections, %s: %,.0f requests a second (median of %d)",
                CAMPAIGN, CONNECTIONS, name, Findings.median(found), ROUNDS));
    double peak = median(perSecond, "service");
    findings.atLeast(
        "requests a second, service / FastAPI and SQLAlchemy",
        peak / median(perSecond, "seed"),
        10,
        "");
    findings.atLeast(
        "requests a second, service / bare handler",
        peak / median(perSecond, "bare handler"),
        0.7,
        "");
    paced(service, peak, findings);
  }

  /** One stall of the machine makes a round's p99: the median of the rounds counts. */
  private static void paced(ServerProcess service, double peak, Findings findings)
      throws IOException, InterruptedException {
    double[] ratios = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      LoadClient.Load paced = client(service).paced(CAMPAIGN, TIME, 0.7 * peak);
      ratios[round] = paced.quantile(0.99) / paced.quantile(0.5);
      findings.say(
          "at 70 %% of its peak: %,.0f requests a second, median %.2f ms, p99 %.2f ms",
          paced.perSecond(), paced.quantile(0.5) / 1e3, paced.quantile(0.99) / 1e3);
    }
    findings.atMost("p99 / median at 70 % of the peak", Findings.median(ratios), 4, "");
  }

  /**
   * Until its compiler is done, which two busy cores leave little time: for a minute, then until
   * three times in turn were no faster than before, or for two minutes.
   */
  private static void warmUp(LoadClient client) throws IOException, InterruptedException {
    double best = 0;
    int steady = 0;
    for (int part = 0;
        part < SHORTEST_WARM_UP || (steady < STEADY && part < LONGEST_WARM_UP);
        part++) {
      double found = client.flatOut(CAMPAIGN, WARM_UP_PART).perSecond();
      steady = found > 1.02 * best ? 0 : steady + 1;
      best = Math.max(best, found);
    }
  }

  private static double median(Map<String, double[]> perSecond, String name) {
    return Findings.median(perSecond.getOrDefault(name, new double[] {0}));
  }

  private static LoadClient client(ServerProcess server) {
    return new LoadClient(server.port(), ServerProcess.TOKEN, CONNECTIONS);
  }

  private static ServerProcess bare(Path work, Map<String, String> database)
      throws IOException, InterruptedException {
    int port = ServerProcess.freePort();
    return ServerProcess.start(
        work.resolve("bare.log"),
        port,
        CAMPAIGN,
        database,
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            "benchmarks/target/benchmarks.jar:config-api/target/app/lib/*",
            BareCampaigns.class.getName(),
            String.valueOf(port),
            Files.createDirectories(work.resolve("bare")).toString()));
  }

  private static ServerProcess seed(Path work, Map<String, String> database)
      throws IOException, InterruptedException {
    String python = System.getenv("PROPENSITY_PYTHON");
    if (python == null) {
      throw new IllegalStateException(
          "The service is measured against FastAPI: set PROPENSITY_PYTHON to a Python that has"
              + " them, by 'pip install fastapi uvicorn sqlalchemy psycopg[binary]'");
    }
    int port = ServerProcess.freePort();
    String url =
        database
            .getOrDefault("DATABASE", "")
            .replaceFirst(
                "jdbc:postgresql://",
                "postgresql+psycopg://%s:%s@"
                    .formatted(database.get("DATABASE_USER"), database.get("DATABASE_PASSWORD")));
    return ServerProcess.start(
        work.resolve("seed.log"),
        port,
        CAMPAIGN,
        Map.of("DATABASE", url),
        List.of(python, "benchmarks/python/campaigns.py", String.valueOf(port)));
  }

  private static void lists(ServerProcess service, Map<String, String> database, Findings findings)
      throws IOException, InterruptedException {
    Map<String, Double> little = new LinkedHashMap<>();
    for (String list : LISTS) {
      little.put(list, answerTime(service, list));
    }
    fill(database, FEW, CAMPAIGNS, FEW, RUNS);
    for (String list : LISTS) {
      double much = answerTime(service, list);
      findings.atMost(
          "GET %s, %,d campaigns and %,d runs / %,d".formatted(list, CAMPAIGNS, RUNS, FEW),
          much / little.getOrDefault(list, much),
          2,
          "");
    }
    findings.say(
        "GET %s, which reads the names of %,d campaigns: %.1f ms",
        SEARCH, CAMPAIGNS, answerTime(service, SEARCH) / 1e3);
  }

  private static double answerTime(ServerProcess service, String path)
      throws IOException, InterruptedException {
    LoadClient client = new LoadClient(service.port(), ServerProcess.TOKEN, 1);
    client.flatOut(path, TIME.dividedBy(2));
    return client.flatOut(path, TIME.dividedBy(2)).quantile(0.5);
  }

  /** Where the service's embedded PostgreSQL listens, by its own files. */
  private static Map<String, String> database(Path data) throws IOException {
    String port = Files.readAllLines(data.resolve("postgres/postmaster.pid")).get(3);
    return Map.of(
        "DATABASE",
        "jdbc:postgresql://127.0.0.1:%s/postgres".formatted(port),
        "DATABASE_USER",
        "propensity",
        "DATABASE_PASSWORD",
        Files.readString(data.resolve("password")).strip());
  }

  /** Makes rows from one number to another. */
  private static void fill(
      Map<String, String> database, int firstCampaign, int campaigns, int firstRun, int runs) {
    try (Connection connection =
            DriverManager.getConnection(
                database.get("DATABASE"),
                database.get("DATABASE_USER"),
                database.get("DATABASE_PASSWORD"));
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          with made as (
            insert into campaign (revision, created_at)
            select 1, now() from generate_series(%d, %d) returning id)
          insert into campaign_revision (campaign_id, revision, name, name_folded, model_path,
            audience_filter, features, is_active, created_at, action)
          select id, 1, 'Spring offer ' || id, 'spring offer ' || id, 'models/campaign-response/1',
            'country = ''US'' AND age > 25', '["recency", "frequency", "monetary", "age", "country"]',
            true, now(), 'CREATED'
          from made
          """
              .formatted(firstCampaign + 1, campaigns));
      statement.execute(
          """
          insert into run (run_id, kind, campaign_id, options, state, attempt, requested_by,
            created_at, queued_at, started_at, finished_at)
          select 'r-made-' || number, 'prediction', 1 + number %% 20, '{}',
            case when number %% 20 = 0 then 'FAILED' else 'SUCCEEDED' end, 1, 'bench',
            now() - number * interval '1 minute', now(), now(), now() - interval '1 day'
          from generate_series(%d, %d) number
          """
              .formatted(firstRun + 1, runs));
      statement.execute("vacuum analyze");
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
