package io.propensity.catboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.catboost.LearnFiles.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatBoostTrainerTest {

  private static final Map<String, Object> LOGLOSS = Map.of("iterations", 20, "random_seed", 7);

  @TempDir Path directory;

  private final List<String> log = new ArrayList<>();
  private final List<CatBoostProgress> progress = new ArrayList<>();

  @Test
  void aLibraryThatCannotBeLoadedIsNotAWrongParameter() {
    String words = "Failed to load catboost4j-spark-impl native library: InvocationTargetException";

    assertThatThrownBy(() -> CatBoostTrainer.requireSuccess(1, words, Path.of("/full")))
        .isInstanceOf(TrainerUnavailableException.class)
        .hasMessageContaining("cannot be unpacked to /full and loaded from there")
        .hasMessageContaining(words);
    assertThatThrownBy(() -> CatBoostTrainer.requireSuccess(1, "depth", Path.of("/full")))
        .isExactlyInstanceOf(CatBoostException.class);
  }

  @Test
  void leavesAModelItsImportancesAndItsNumberOfTrees() throws IOException {
    CatBoostResult result = train(rows(directory).fit(LOGLOSS));

    assertThat(result.model()).exists().hasExtension("cbm");
    assertThat(result.importances()).containsOnlyKeys("spend", "country");
    assertThat(result.importances().values().stream().mapToDouble(Double::doubleValue).sum())
        .isBetween(99.9, 100.1);
    assertThat(result.trees()).isBetween(1, 20);
  }

  @Test
  void turnsTheTrainersOutputIntoProgressAndLogLines() throws IOException {
    train(rows(directory).fit(LOGLOSS));

    assertThat(progress).hasSize(20);
    assertThat(progress.get(19).iteration()).isEqualTo(20);
    assertThat(progress.get(19).iterations()).isEqualTo(20);
    assertThat(progress.get(19).metrics()).containsKeys("learn", "test");
    assertThat(log)
        .anyMatch(line -> line.startsWith("Learning rate set to"))
        .noneMatch(line -> line.contains("Skipping test eval output") || line.endsWith(" passed"));
  }

  @Test
  void countsTheTreesOfAModelThatStoppedEarly() throws IOException {
    CatBoostResult result =
        train(rows(directory).fit(Map.of("iterations", 20, "eval_metric", "AUC")));

    assertThat(log).anyMatch(line -> line.contains("first " + result.trees() + " iterations"));
  }

  @Test
  void trainsWithoutAnEvalSet() throws IOException {
    LearnFiles files = rows(directory);

    CatBoostResult result =
        train(
            CatBoostFit.of(
                files.set(),
                Optional.empty(),
                files.columns(),
                LearnFiles.FEATURES,
                files.fit(LOGLOSS).parameters(),
                directory));

    assertThat(result.trees()).isEqualTo(20);
    assertThat(result.evalPredictions()).isEmpty();
  }

  @Test
  void failsInCatBoostsOwnWords() throws IOException {
    LearnFiles files = rows(directory);

    assertThatThrownBy(() -> train(files.fit(Map.of("depth", 99))))
        .isInstanceOf(CatBoostException.class)
        .hasMessage("Maximum tree depth is 16");
  }

  @Test
  void anUnreadableValueOfAParameterIsAnErrorAndNotTheEndOfTheProcess() throws IOException {
    LearnFiles files = rows(directory);

    assertThatThrownBy(() -> train(files.fit(Map.of("eval_metric", "Nope"))))
        .isInstanceOf(CatBoostException.class)
        .hasMessageStartingWith("Key 'Nope' not found in enum")
        .hasMessageNotContaining(".cpp");
  }

  @Test
  void saysWhatIsWrongWithTheData() throws IOException {
    LearnFiles files = rows(directory);
    Files.writeString(files.set(), "1\t0\tInfinity\tUS\n");

    assertThatThrownBy(() -> train(files.fit(LOGLOSS)))
        .isInstanceOf(CatBoostException.class)
        .hasMessageContaining("Infinity cannot be parsed as float");
  }

  @Test
  void aValueNeverBecomesAnOption() throws IOException {
    LearnFiles files = rows(directory);
    String value = "AUC --model-file " + directory.resolve("stolen");

    assertThatThrownBy(() -> train(files.fit(Map.of("eval_metric", value))))
        .isInstanceOf(CatBoostException.class);
    assertThat(directory.resolve("stolen")).doesNotExist();
  }

  @Test
  void saysTheMetricsOfEachTree() throws IOException {
    CatBoostResult result = train(rows(directory).fit(LOGLOSS));

    assertThat(result.curve().iterations()).hasSize(20).startsWith(0).endsWith(19);
    assertThat(result.curve().learn()).containsOnlyKeys("Logloss");
    assertThat(result.curve().eval().get("Logloss")).hasSize(20);
    List<Double> losses = result.curve().learn().getOrDefault("Logloss", List.of());
    assertThat(losses.get(0)).isGreaterThan(losses.get(19));
  }

  @Test
  void equalTrainingsHaveOneFingerprintWhateverTheirDirectoryAndThreads() throws IOException {
    Path deeper = Files.createDirectories(directory.resolve("a/much/longer/path"));
    Map<String, Object> oneThread = Map.of("iterations", 20, "random_seed", 7, "thread_count", 1);
    Map<String, Object> otherSeed = Map.of("iterations", 20, "random_seed", 8);

    CatBoostResult first = train(rows(directory).fit(LOGLOSS));
    String guid = first.file().info().get("model_guid");
    CatBoostResult again = train(rows(deeper).fit(oneThread));

    assertThat(again.file().info().get("model_guid")).isNotEqualTo(guid);
    assertThat(again.file().fingerprint()).isEqualTo(first.file().fingerprint());
    assertThat(train(rows(deeper).fit(otherSeed)).file().fingerprint())
        .isNotEqualTo(first.file().fingerprint());
  }

  @Test
  void weightsOfClassesChangeTheModel() throws IOException {
    Map<String, Object> weighted =
        Map.of("iterations", 20, "random_seed", 7, "class_weights", List.of(1, 5));
    Map<String, Object> scaled = Map.of("iterations", 20, "random_seed", 7, "scale_pos_weight", 5);
    Map<String, Object> named =
        Map.of("iterations", 20, "random_seed", 7, "class_weights", Map.of("1", 5, "0", 1));
    String plain = train(rows(directory).fit(LOGLOSS)).file().fingerprint();
    String heavy = train(rows(directory).fit(weighted)).file().fingerprint();

    assertThat(heavy).isNotEqualTo(plain);
    assertThat(train(rows(directory).fit(scaled)).file().fingerprint()).isEqualTo(heavy);
    assertThat(train(rows(directory).fit(named)).file().fingerprint()).isEqualTo(heavy);
  }

  @Test
  void trainsTwoModelsAtOnceAndAlike() throws Exception {
    Path one = Files.createDirectory(directory.resolve("one"));
    Path two = Files.createDirectory(directory.resolve("two"));
    List<Callable<Map<String, Double>>> trainings =
        List.of(() -> importances(rows(one)), () -> importances(rows(two)));

    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      List<Future<Map<String, Double>>> results = pool.invokeAll(trainings);
      assertThat(results.get(0).get()).isEqualTo(results.get(1).get());
    } finally {
      pool.shutdown();
    }
  }

  private static Map<String, Double> importances(LearnFiles files) {
    return CatBoostTrainer.train(files.fit(LOGLOSS), line -> {}, step -> {}).importances();
  }

  private CatBoostResult train(CatBoostFit fit) {
    return CatBoostTrainer.train(fit, log::add, progress::add);
  }

  private static LearnFiles rows(Path directory) throws IOException {
    Random random = new Random(1);
    return LearnFiles.write(directory, IntStream.range(0, 400).mapToObj(i -> row(random)).toList());
  }

  private static Row row(Random random) {
    float spend = (float) random.nextGaussian();
    String country = random.nextBoolean() ? "US" : "DE";
    int label = spend + (country.equals("US") ? 1 : 0) + random.nextGaussian() > 0.5 ? 1 : 0;
    return new Row(spend, country, label);
  }
}
