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

  private static final Map<String, String> LOGLOSS =
      Map.of("loss-function", "Logloss", "iterations", "20", "random-seed", "7");

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
        train(
            rows(directory)
                .fit(Map.of("loss-function", "Logloss", "iterations", "20", "eval-metric", "AUC")));

    assertThat(log).anyMatch(line -> line.contains("first " + result.trees() + " iterations"));
  }

  @Test
  void trainsWithoutAnEvalSet() throws IOException {
    LearnFiles files = rows(directory);

    CatBoostResult result =
        train(
            new CatBoostFit(
                files.set(), Optional.empty(), files.columns(), LOGLOSS, directory, false));

    assertThat(result.trees()).isEqualTo(20);
    assertThat(result.evalPredictions()).isEmpty();
  }

  @Test
  void failsInCatBoostsOwnWords() throws IOException {
    LearnFiles files = rows(directory);

    assertThatThrownBy(() -> train(files.fit(Map.of("loss-function", "Logloss", "depth", "99"))))
        .isInstanceOf(CatBoostException.class)
        .hasMessage("Maximum tree depth is 16");
  }

  @Test
  void anUnreadableValueOfAParameterIsAnErrorAndNotTheEndOfTheProcess() throws IOException {
    LearnFiles files = rows(directory);

    assertThatThrownBy(() -> train(files.fit(Map.of("loss-function", "Nope"))))
        .isInstanceOf(CatBoostException.class)
        .hasMessageStartingWith("failed to handle opt --loss-function value \"Nope\": Key 'Nope'")
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
  void refusesParametersThatWouldReadOrWriteElsewhere() {
    for (String name :
        List.of("train-dir", "model-file", "learn-set", "snapshot-file", "--depth")) {
      assertThatThrownBy(
              () ->
                  new CatBoostFit(
                      directory, Optional.empty(), directory, Map.of(name, "x"), directory, false))
          .isInstanceOf(CatBoostException.class)
          .hasMessageStartingWith(
              "CatBoost's parameter '%s' is unknown or not allowed here; allowed are "
                  .formatted(name));
    }
  }

  @Test
  void aValueNeverBecomesAnOption() throws IOException {
    LearnFiles files = rows(directory);
    String value = "Logloss --model-file " + directory.resolve("stolen");

    assertThatThrownBy(() -> train(files.fit(Map.of("loss-function", value))))
        .isInstanceOf(CatBoostException.class);
    assertThat(directory.resolve("stolen")).doesNotExist();
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
