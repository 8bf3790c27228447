package io.propensity.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.propensity.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TrialTest {

  @Test
  void spreadsAMetricOverItsFolds() {
    Spread spread = trial(1, 0.80, 0.84, 0.88).spread("roc_auc");

    assertThat(spread.mean()).isCloseTo(0.84, within(1e-12));
    assertThat(spread.deviation()).isCloseTo(0.04, within(1e-12));
    assertThat(spread.values()).isEqualTo(3);
    assertThat(trial(1, 0.8).spread("roc_auc").deviation()).isZero();
    assertThat(trial(1, 0.8).spread("log_loss").mean()).isNaN();
  }

  @Test
  void takesTheIterationsOfLeastMeanLossThatAllFoldsReached() {
    Trial trial =
        new Trial(
            1,
            Map.of(),
            List.of(
                new FoldScore(0, 0, Map.of(), List.of(0.6, 0.5, 0.4, 0.1)),
                new FoldScore(0, 1, Map.of(), List.of(0.6, 0.3, 0.5))),
            1);

    assertThat(trial.bestIterations()).isEqualTo(2);
    assertThat(trial(1, 0.8).bestIterations()).isZero();
  }

  @Test
  void aFileHasTheSpreadOfEveryMetricAndIsReadWithoutIt() {
    Trial trial = trial(1, 0.80, 0.84, 0.88);

    byte[] json = Json.write(trial);

    assertThat(new String(json, StandardCharsets.UTF_8).replaceAll("\\s", ""))
        .contains("\"spread\":{\"roc_auc\":{\"mean\":0.84")
        .contains("\"deviation\":0.03999", "\"values\":3}");
    assertThat(Json.read(json, Trial.class, "trial")).isEqualTo(trial);
  }

  @Test
  void ordersTrialsByTheirMeanAndOfEqualOnesTakesTheFirst() {
    List<Trial> trials = List.of(trial(1, 0.7), trial(2, 0.9), trial(3, 0.9), trial(4));

    assertThat(numbers(trials, new Objective("roc_auc", true))).containsExactly(2, 3, 1, 4);
    assertThat(numbers(trials, new Objective("roc_auc", false))).containsExactly(1, 2, 3, 4);
  }

  private static List<Integer> numbers(List<Trial> trials, Objective objective) {
    return trials.stream().sorted(objective.order().reversed()).map(Trial::number).toList();
  }

  private static Trial trial(int number, double... values) {
    List<FoldScore> folds =
        Stream.iterate(0, fold -> fold < values.length, fold -> fold + 1)
            .map(fold -> new FoldScore(0, fold, Map.of("roc_auc", values[fold]), List.of()))
            .toList();
    return new Trial(number, Map.of(), folds, 1);
  }
}
