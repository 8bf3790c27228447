package io.propensity.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.model.Task;
import io.propensity.tuning.FoldScore;
import io.propensity.tuning.Trial;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeadlineTest {

  private static final Map<String, Double> MEASURED =
      Map.of("roc_auc", 0.9, "roc_auc_low", 0.88, "roc_auc_high", 0.92, "rows", 100.0);
  private static final Trial FOLDS =
      new Trial(
          0,
          Map.of(),
          List.of(
              new FoldScore(0, 0, Map.of("roc_auc", 0.8), List.of()),
              new FoldScore(0, 1, Map.of("roc_auc", 0.9), List.of())),
          1);

  @Test
  void tellsTheTestSplitAndTheSpreadOverTheFolds() {
    Map<String, Map<String, Double>> metrics = Map.of("train", Map.of(), "test", MEASURED);
    assertThat(Headline.of(Task.BINARY, metrics, null))
        .isEqualTo("ROC AUC 0.9000 ± 0.0200 on 100 rows of the test split");
    assertThat(Headline.of(Task.BINARY, metrics, FOLDS))
        .isEqualTo(
            "ROC AUC 0.9000 ± 0.0200 on 100 rows of the test split; cross-validation: ROC AUC 0.8500 (sd 0.0707) over 2 folds");
  }

  @Test
  void tellsWhatStandsForTheTestSplit() {
    assertThat(Headline.of(Task.BINARY, Map.of("validation", MEASURED), null))
        .endsWith("of the validation split");
    assertThat(Headline.of(Task.BINARY, Map.of("train", MEASURED), FOLDS))
        .isEqualTo("cross-validation: ROC AUC 0.8500 (sd 0.0707) over 2 folds");
  }
}
