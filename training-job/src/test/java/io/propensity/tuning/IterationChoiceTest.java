package io.propensity.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.algorithm.Algorithm;
import io.propensity.algorithm.FittedModel;
import io.propensity.algorithm.Importances;
import io.propensity.algorithm.LearningCurve;
import io.propensity.features.ModelColumns;
import io.propensity.model.Flavor;
import io.propensity.model.Task;
import io.propensity.run.ConfigurationException;
import io.propensity.split.SplitName;
import io.propensity.split.TrainingRows;
import io.propensity.split.TrainingSet;
import io.propensity.test.LocalSpark;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class IterationChoiceTest {

  private final List<String> fits = new ArrayList<>();

  @Test
  void measuresEveryFoldAtTheNumberThatAllOfThemChose() {
    List<FoldScore> told = new ArrayList<>();

    IterationChoice.Chosen chosen =
        new IterationChoice(new Boosting(Optional.empty()))
            .run(
                folds(),
                (model, rows) ->
                    Map.of("trees", (Integer) model.parameters().getOrDefault("trees", 0) * 1.0),
                told::add);

    // The first fold alone would stop at 4, the second at 2; together they lose least at 3.
    assertThat(chosen.parameters()).isEqualTo(Map.of("trees", 3, "rate", 0.01));
    assertThat(chosen.folds())
        .extracting(FoldScore::metrics)
        .containsExactly(Map.of("trees", 3.0), Map.of("trees", 3.0));
    assertThat(chosen.folds())
        .extracting(FoldScore::curve)
        .containsExactly(List.of(0.9, 0.8, 0.5, 0.4), List.of(0.9, 0.5, 0.6, 0.9));
    assertThat(fits)
        .as("rows to train on, and to watch the fit with")
        .containsExactly("3+2", "3+2", "3+0 of 3", "3+0 of 3");
    assertThat(told).hasSize(4);
  }

  @Test
  void refusesAnAlgorithmThatDoesNotTellItsLosses() {
    Algorithm silent =
        new Boosting(Optional.empty()) {
          @Override
          public boolean tellsEveryLoss() {
            return false;
          }
        };

    assertThatThrownBy(() -> new IterationChoice(silent))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("cross_validation.choose_iterations: ");
  }

  /** Three rows to fit on, one of them held back for validation, and two that are held out. */
  private static List<Fold> folds() {
    Dataset<Row> rows =
        LocalSpark.session()
            .sql(
                "SELECT id, CAST(id % 2 AS INT) AS _label, IF(id = 0, 'validation', 'train') AS _split"
                    + " FROM range(5)");
    TrainingSet set =
        new TrainingSet(
            rows.filter("id < 3"),
            new TrainingRows(Map.of(SplitName.TRAIN, List.of(1L, 1L)), 2, "0", "0"),
            new ModelColumns(List.of(), List.of(), List.of()),
            List.of("id"),
            Task.BINARY,
            List.of("0", "1"),
            Optional.of("1"),
            false,
            1);
    return IntStream.range(0, 2).mapToObj(i -> new Fold(0, i, set, rows.filter("id > 2"))).toList();
  }

  /** An algorithm whose loss is another on each fold. */
  private class Boosting implements Algorithm {

    private final Optional<Integer> trees;

    Boosting(Optional<Integer> trees) {
      this.trees = trees;
    }

    @Override
    public Algorithm with(Map<String, Object> more) {
      return new Boosting(Optional.of((Integer) more.getOrDefault("trees", 0)));
    }

    @Override
    public Optional<String> iterationsParameter() {
      return Optional.of("trees");
    }

    @Override
    public Map<String, Object> pace(FittedModel model) {
      return Map.of("rate", trees.isPresent() ? 0.3 : 0.01);
    }

    @Override
    public boolean tellsEveryLoss() {
      return true;
    }

    @Override
    public void requireParameters() {}

    @Override
    public FittedModel fit(TrainingSet set, Path directory) {
      List<Double> curve =
          fits.size() % 2 == 0 ? List.of(0.9, 0.8, 0.5, 0.4) : List.of(0.9, 0.5, 0.6, 0.9);
      fits.add(
          "%d+%d%s"
              .formatted(
                  set.counts().rows(SplitName.TRAIN),
                  set.counts().rows(SplitName.VALIDATION),
                  trees.map(number -> " of " + number).orElse("")));
      return new FittedModel(
          Flavor.CATBOOST,
          directory,
          Map.of("trees", trees.orElse(100)),
          1,
          OptionalInt.empty(),
          set.validates()
              ? Optional.of(new LearningCurve("Logloss", List.of(), curve, 0))
              : Optional.empty(),
          Optional.empty(),
          Importances.of(new Importances.Kind("none", "none", Map.of())));
    }
  }
}
