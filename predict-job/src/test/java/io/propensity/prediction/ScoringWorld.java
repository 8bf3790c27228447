package io.propensity.prediction;

import io.propensity.campaign.Campaign;
import io.propensity.json.Json;
import io.propensity.model.Baseline;
import io.propensity.model.CategoryText;
import io.propensity.model.Histogram;
import io.propensity.test.LocalSpark;
import io.propensity.test.SampleModel;
import io.propensity.test.SampleUsers;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** What a prediction run needs around it: a service, a warehouse, a model, an environment file. */
public record ScoringWorld(Path home, FakeConfigApi api, SampleModel model)
    implements AutoCloseable {

  /** What a run ended with. */
  public record Ended(int code, String out, String err) {}

  /** A world of so many sample users in {@code warehouse/users} and the model {@code sample/1}. */
  public static ScoringWorld of(Path home, int users) {
    try {
      Dataset<Row> table = SampleUsers.of(LocalSpark.session(), users);
      SampleModel model =
          SampleModel.train(table, Files.createDirectories(home.resolve("training")));
      model.publish("sample", home.resolve("models"), baseline(table.collectAsList(), model));
      ScoringWorld world = new ScoringWorld(home, new FakeConfigApi(), model);
      table.drop("label").repartition(3).write().parquet(world.table("users"));
      Files.writeString(home.resolve("env.yaml"), world.environment(""));
      return world;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * How age, country and scores are spread over the users, as a training would have counted them.
   */
  private static Baseline baseline(List<Row> users, SampleModel model) {
    List<Double> edges = List.of(30.0, 45.0, 60.0);
    long[] ages = new long[edges.size() + 1];
    Map<String, Long> countries = new TreeMap<>(); // by the text that the model knows
    long noAge = 0;
    long noCountry = 0;
    for (Row user : users) {
      Number age = user.getAs("age");
      String country = user.getAs("country");
      noAge += age == null ? 1 : 0;
      noCountry += country == null ? 1 : 0;
      if (age != null) {
        ages[(int) edges.stream().filter(edge -> edge <= age.doubleValue()).count()]++;
      }
      if (country != null) {
        countries.merge(CategoryText.of(country), 1L, Long::sum);
      }
    }
    return new Baseline(
        Map.of(
            "age",
            new Histogram.Numeric(edges, Arrays.stream(ages).boxed().toList(), noAge),
            "country",
            new Histogram.Categorical(countries, 0, noCountry)),
        scores(users, model));
  }

  private static Histogram.Numeric scores(List<Row> users, SampleModel model) {
    long[] counts = new long[20];
    for (Row user : users) {
      counts[(int) (model.probability(user.<Long>getAs("user_id")) * counts.length)]++;
    }
    return new Histogram.Numeric(
        IntStream.range(1, counts.length).mapToObj(i -> (double) i / counts.length).toList(),
        Arrays.stream(counts).boxed().toList(),
        0);
  }

  /** Stores a campaign of the sample model. */
  public void store(long id, String filter, @Nullable String usersTable) {
    api.store(
        campaign(id, "models/sample/1", filter, SampleUsers.featureNames(), usersTable, true));
  }

  /** Stores a campaign of the sample model for everybody, with settings as they are in JSON. */
  void storeWith(long id, Map<String, ?> settings) {
    api.store(
        with(
            campaign(id, "models/sample/1", "TRUE", SampleUsers.featureNames(), null, true),
            settings));
  }

  /** Another campaign with some fields of its JSON set. */
  static Campaign with(Campaign campaign, Map<String, ?> fields) {
    Map<?, ?> before = Json.read(Json.write(campaign), Map.class, "campaign");
    Map<Object, Object> all = new HashMap<>(before);
    all.putAll(fields);
    return Json.read(Json.write(all), Campaign.class, "campaign");
  }

  static Campaign campaign(
      long id,
      String modelPath,
      String filter,
      List<String> features,
      @Nullable String usersTable,
      boolean active) {
    Instant now = Instant.parse("2026-11-20T00:00:00Z");
    return new Campaign(
        id,
        "Spring",
        modelPath,
        filter,
        features,
        usersTable,
        null,
        null,
        null,
        null,
        null,
        null,
        active,
        1,
        now,
        now);
  }

  /**
   * The environment file.
   *
   * @param root more lines among the roots
   */
  public String environment(String root) {
    return """
    format_version: 1
    roots:
      raw: %1$s/raw
    %2$s  warehouse: %1$s/warehouse
      models: %1$s/models
      reports: %1$s/reports
      output: %1$s/output
    users_table: warehouse/users
    spark:
      spark.ui.enabled: "false"
      spark.sql.shuffle.partitions: "2"
      spark.sql.catalog.lake: org.apache.iceberg.spark.SparkCatalog
      spark.sql.catalog.lake.type: hadoop
      spark.sql.catalog.lake.warehouse: %1$s/lake
    outputs:
      org.apache.spark.sql.execution.datasources.noop.NoopDataSource: {}
      jdbc:
        options:
          url: jdbc:sqlite:%1$s/scores.db
          driver: org.sqlite.JDBC
          dbtable: scores
          numPartitions: "1"
        secrets:
          password: SCORES_PASSWORD
    config_api:
      url: %3$s
      timeout_seconds: 5
      attempts: 2
    """
        .formatted(home, root, api.url());
  }

  public String table(String name) {
    return home.resolve("warehouse").resolve(name).toString();
  }

  public String output(String path) {
    return home.resolve("output").resolve(path).toString();
  }

  public List<String> files(String path) throws IOException {
    try (Stream<Path> found = Files.list(Path.of(output(path)))) {
      return found.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** Runs the job within this JVM. */
  public Ended run(String... arguments) {
    return run(Map.of("SCORES_PASSWORD", "hush"), arguments);
  }

  Ended run(Map<String, String> variables, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    if (all.stream().noneMatch(argument -> argument.startsWith("--env"))) {
      all.add("--env=" + home.resolve("env.yaml"));
    }
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        PredictionJob.run(
            variables, new PrintWriter(out), new PrintWriter(err), all.toArray(String[]::new));
    return new Ended(code, out.toString(), err.toString());
  }

  @Override
  public void close() {
    api.close();
  }
}
