package io.propensity.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.propensity.model.Manifest;
import io.propensity.scaffold.NewPipeline;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pipelines from their files to a published version. */
@Tag("heavy")
@Timeout(600)
class PipelinesTrainTest {

  private static final String FOLDER = "../pipelines/";

  @TempDir private Path home;

  @Test
  void oneThatWasWrittenOfAFileTrainsAtOnce() throws IOException {
    TrainingWorld world = TrainingWorld.at(home);
    Path file = Files.writeString(home.resolve("data/subscribers.csv"), subscribers(800));
    StringWriter err = new StringWriter();
    int code =
        NewPipeline.run(
            Map.of(),
            new PrintWriter(Writer.nullWriter()),
            new PrintWriter(err),
            file.toString(),
            "--label=left",
            "--to=" + home.resolve("pipelines"),
            "--env=" + world.environment());
    assertThat(code + ": " + err).isEqualTo("0: ");

    world.train(home.resolve("pipelines/subscribers").toString());

    Manifest manifest = world.manifest("subscribers");
    assertThat(manifest.classes()).containsExactly("no", "yes");
    assertThat(manifest.key()).containsExactly("subscriber");
    assertThat(manifest.features()).extracting("name").contains("age", "spend", "plan");
    assertThat(manifest.metrics().getOrDefault("test", Map.of()).get("roc_auc"))
        .as("of a label that follows from age and plan")
        .isGreaterThan(0.8);
  }

  /**
   * Young ones of the basic plan leave; a semicolon, a decimal comma and gaps, as files have them.
   */
  private static String subscribers(int rows) {
    SplittableRandom random = new SplittableRandom(5);
    StringBuilder text = new StringBuilder("subscriber;age;spend;plan;left\n");
    for (int i = 0; i < rows; i++) {
      int age = 18 + random.nextInt(60);
      boolean basic = random.nextBoolean();
      boolean left = random.nextDouble() < (age < 40 && basic ? 0.9 : 0.1);
      text.append(
          "s%d;%d;%s;%s;%s%n"
              .formatted(
                  i,
                  age,
                  i % 17 == 0 ? "NA" : "%d,%d".formatted(random.nextInt(90), random.nextInt(10)),
                  basic ? "basic" : "plus",
                  left ? "yes" : "no"));
    }
    return text.toString();
  }

  @Test
  void theClickstreamTrainsOfItsGeneratorAndExportsAllOfItsQueries() throws IOException {
    TrainingWorld world = TrainingWorld.at(home);

    world.train(
        FOLDER + "clickstream-propensity",
        "sources.raw.options={rows: 12000, days: 12}",
        "algorithm.params.maxIter=15");

    assertThat(world.manifest("clickstream-propensity").classes()).containsExactly("false", "true");
    List<String> queries;
    try (Stream<Path> files = Files.list(Path.of(FOLDER + "clickstream-propensity/exports"))) {
      queries = files.map(file -> file.getFileName().toString().replace(".sql", "")).toList();
    }
    String page = Files.readString(world.report("clickstream-propensity", "index.html"));
    assertThat(queries).hasSize(17);
    for (String query : queries) {
      assertThat(json(world, "clickstream-propensity", "dashboard/" + query + ".json"))
          .as(query)
          .isNotEmpty();
      assertThat(page).contains("<h2>Export " + query + ", ");
    }
    JsonNode source = json(world, "clickstream-propensity", "ingestion_summary.json").path(0);
    assertThat(source.path("times").path("event_time").path("from").asText())
        .startsWith("2019-10-");
  }

  /** By the source that the pipeline's own comment gives for them. */
  @Test
  void theFirstHoursOfTheRealShopAreReadAndTheirBrokenLastLineIsTold() throws IOException {
    Path excerpt =
        Path.of(System.getenv().getOrDefault("PROPENSITY_RAW", ""), "rees46_sample")
            .resolve("2019-Oct-head.csv");
    assumeTrue(Files.exists(excerpt), "PROPENSITY_RAW names a directory with rees46_sample");
    TrainingWorld world = TrainingWorld.at(home);
    Files.copy(
        excerpt, Files.createDirectories(home.resolve("data/rees46")).resolve("2019-Oct.csv"));

    world.run(
        FOLDER + "clickstream-propensity",
        "--steps=ingest,features",
        "--set=sources.raw=" + commentedSource("clickstream-propensity"));

    JsonNode source = json(world, "clickstream-propensity", "ingestion_summary.json").path(0);
    assertThat(source.path("read").longValue()).isEqualTo(17_435);
    assertThat(source.path("kept").longValue()).isEqualTo(17_434);
    assertThat(source.path("rejected")).hasSize(1);
    assertThat(source.at("/times/event_time/from").asText()).startsWith("2019-10-01T00:00:00");
    JsonNode features = json(world, "clickstream-propensity", "features_summary.json");
    assertThat(features.path("rows").longValue()).isBetween(2_000L, 17_434L);
    assertThat(features.path("positive_rate").doubleValue()).isBetween(0.001, 0.2);
  }

  /** The YAML of {@code raw} in the comment at the head of a pipeline, as JSON. */
  private static String commentedSource(String pipeline) throws IOException {
    String comment =
        Files.readAllLines(Path.of(FOLDER, pipeline, "pipeline.yaml")).stream()
            .filter(line -> line.startsWith("#   "))
            .map(line -> line.substring(4))
            .collect(Collectors.joining("\n"));
    return new YAMLMapper().readTree(comment).path("raw").toString();
  }

  @Test
  void theTelcosForestIsSearchedForOverItsGrid() throws IOException {
    TrainingWorld world = TrainingWorld.at(home);
    Path folder = Files.createDirectories(home.resolve("data/telco_churn"));
    Files.copy(TrainingWorld.TELCO, folder.resolve("customer_churn_train_data.csv"));

    world.train(
        FOLDER + "telco-churn-forest",
        "tuning.folds=2",
        "tuning.space={maxDepth: [2, 4], numTrees: [5]}",
        "evaluation.segments=[tenure_group]");

    JsonNode trials = json(world, "telco-churn-forest", "trials.json");
    assertThat(trials).hasSize(2);
    assertThat(trials.path(0).path("folds")).hasSize(2);
    Manifest manifest = world.manifest("telco-churn-forest");
    assertThat(manifest.parameters())
        .containsEntry("numTrees", 5)
        .containsEntry("maxDepth", trials.path(0).path("parameters").path("maxDepth").intValue());
    assertThat(manifest.features()).extracting("name").contains("tenure", "total_charges");
    assertThat(json(world, "telco-churn-forest", "metrics.json").findValuesAsText("value"))
        .as("segments of a derived column")
        .contains("0-12", "61+");
  }

  @Test
  void aSearchedModelOfAsManyTreesAsTheFoldsSayIsFittedAgainOnAllRows() throws IOException {
    TrainingWorld world = TrainingWorld.at(home);

    world.train(
        FOLDER + "campaign-response",
        "sources.raw.options.rows=1500",
        "algorithm.params={iterations: 25, learning_rate: 0.3}",
        "tuning={space: {depth: [2, 3]}, folds: 2}",
        "cross_validation={folds: 2, choose_iterations: true}",
        "refit=all");

    JsonNode trials = json(world, "campaign-response", "trials.json");
    assertThat(trials).hasSize(2);
    JsonNode validated = json(world, "campaign-response", "cross_validation.json");
    assertThat(validated.path("folds")).hasSize(2);
    Manifest manifest = world.manifest("campaign-response");
    assertThat(manifest.parameters())
        .containsEntry("depth", trials.path(0).path("parameters").path("depth").intValue())
        .containsEntry("rows_fitted", 1500)
        .hasEntrySatisfying("iterations", trees -> assertThat((Integer) trees).isBetween(1, 25));
    assertThat(manifest.warnings())
        .anyMatch(warning -> warning.startsWith("Fitted again on all rows after the evaluation"));
  }

  private static JsonNode json(TrainingWorld world, String pipeline, String file)
      throws IOException {
    return new ObjectMapper().readTree(world.report(pipeline, file).toFile());
  }
}
