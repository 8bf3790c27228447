package io.propensity.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.algorithm.Algorithm;
import io.propensity.algorithm.FittedModel;
import io.propensity.algorithm.Importances;
import io.propensity.features.ModelColumns;
import io.propensity.model.Flavor;
import io.propensity.model.Task;
import io.propensity.pipeline.Tuning;
import io.propensity.run.ContractException;
import io.propensity.split.SplitName;
import io.propensity.split.TrainingRows;
import io.propensity.split.TrainingSet;
import io.propensity.test.LocalSpark;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ParameterSearchTest {

  private static final Objective AUC = new Objective("roc_auc", true);

  @Test
  void findsTheBestCombinationAndTellsOfEachTrialAsItIsDone() {
    List<Integer> told = new ArrayList<>();

    List<Trial> trials = search(tuning(null, 1), trial -> told.add(trial.size())).run(depth(0));

    assertThat(trials.get(0).parameters()).containsEntry("depth", 5);
    assertThat(trials.get(0).spread("roc_auc")).isEqualTo(new Spread(0.5, 0, 2));
    assertThat(trials).extracting(Trial::number).containsExactly(3, 2, 1);
    assertThat(told).containsExactly(1, 2, 3);
  }

  @Test
  void severalTrialsAtATimeGiveTheSameOrder() {
    List<Trial> one = search(tuning(null, 1), trials -> {}).run(depth(0));
    List<Trial> three = search(tuning(null, 3), trials -> {}).run(depth(0));

    assertThat(three)
        .extracting(Trial::parameters)
        .isEqualTo(one.stream().map(Trial::parameters).toList());
  }

  @Test
  void theBudgetOfTimeLetsTheFirstTrialEnd() {
    FoldTraining slow =
        new FoldTraining(
            folds(),
            (model, rows) -> {
              pause();
              return Map.of("roc_auc", 0.5);
            });
    List<Trial> trials = new ParameterSearch(tuning(1, 1), AUC, slow, 1, done -> {}).run(depth(0));

    assertThat(trials).hasSizeBetween(1, 2);
  }

  @Test
  void aTrialThatFailsEndsTheSearchWithItsOwnWords() {
    ParameterSearch search =
        new ParameterSearch(
            tuning(null, 2),
            AUC,
            new FoldTraining(
                folds(),
                (model, rows) -> {
                  throw new ContractException("the fold has one class");
                }),
            1,
            done -> {});

    assertThatThrownBy(() -> search.run(depth(0)))
        .isInstanceOf(ContractException.class)
        .hasMessage("the fold has one class");
  }

  private static ParameterSearch search(Tuning tuning, Consumer<List<Trial>> listener) {
    FoldTraining training =
        new FoldTraining(
            folds(), (model, rows) -> Map.of("roc_auc", (Integer) depthOf(model) / 10.0));
    return new ParameterSearch(tuning, AUC, training, 1, listener);
  }

  private static Object depthOf(FittedModel model) {
    return model.parameters().getOrDefault("depth", 0);
  }

  private static Tuning tuning(@Nullable Integer seconds, int parallelism) {
    return new Tuning(
        Tuning.Search.GRID,
        Map.of("depth", List.of(3, 4, 5)),
        null,
        null,
        null,
        seconds,
        parallelism,
        null);
  }

  private static List<Fold> folds() {
    TrainingSet set =
        new TrainingSet(
            LocalSpark.session().emptyDataFrame(),
            new TrainingRows(Map.of(SplitName.TRAIN, List.of(1L, 1L)), 2, "0", "0"),
            new ModelColumns(List.of(), List.of(), List.of()),
            List.of("id"),
            Task.BINARY,
            List.of("0", "1"),
            Optional.of("1"),
            false,
            1);
    return IntStream.range(0, 2).mapToObj(i -> new Fold(0, i, set, set.rows())).toList();
  }

  private static void pause() {
    try {
      Thread.sleep(600);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Algorithm depth(int depth) {
    return new Depth(Map.of("depth", depth));
  }

  /** An algorithm whose model is its parameters. */
  private record Depth(Map<String, Object> parameters) implements Algorithm {

    @Override
    public Algorithm with(Map<String, Object> more) {
      Map<String, Object> all = new HashMap<>(parameters);
      all.putAll(more);
      return new Depth(all);
    }

    @Override
    public void requireParameters() {}

    @Override
    public FittedModel fit(TrainingSet set, Path directory) {
      return new FittedModel(
          Flavor.CATBOOST,
          directory,
          parameters,
          1,
          OptionalInt.empty(),
          Optional.empty(),
          Optional.empty(),
          Importances.of(new Importances.Kind("none", "none", Map.of())));
    }
  }
}
