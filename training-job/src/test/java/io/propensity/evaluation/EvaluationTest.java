package io.propensity.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.propensity.features.Features;
import io.propensity.scoring.Scorer;
import io.propensity.split.SplitName;
import io.propensity.test.LocalSpark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class EvaluationTest {

  private static final Offset<Double> EXACT = within(1e-12);

  @Test
  void measuresWhatCanBeCountedByHand() {
    Map<String, Double> test =
        evaluate(
            RowFactory.create(1, "test", 0.9),
            RowFactory.create(0, "test", 0.6),
            RowFactory.create(1, "test", 0.4),
            RowFactory.create(0, "test", 0.1));

    assertThat(test.get("rows")).isEqualTo(4.0);
    assertThat(test.get("positive_rate")).isEqualTo(0.5);
    assertThat(test.get("roc_auc")).isCloseTo(0.75, EXACT);
    assertThat(test.get("accuracy")).isEqualTo(0.5);
    double logLoss = -(Math.log(0.9) + Math.log(0.4) + Math.log(0.4) + Math.log(0.9)) / 4;
    assertThat(test.get("log_loss")).isCloseTo(logLoss, EXACT);
  }

  @Test
  void tiedScoresCountHalf() {
    Map<String, Double> test =
        evaluate(
            RowFactory.create(1, "test", 0.5),
            RowFactory.create(0, "test", 0.5),
            RowFactory.create(1, "test", 0.8),
            RowFactory.create(0, "test", 0.8));

    assertThat(test.get("roc_auc")).isCloseTo(0.5, EXACT);
  }

  @Test
  void aSureMistakeCostsMuchAndNotInfinitelyMuch() {
    Map<String, Double> test =
        evaluate(RowFactory.create(1, "test", 0.0), RowFactory.create(0, "test", 0.0));

    assertThat(test.get("log_loss")).isCloseTo(-Math.log(1e-15) / 2, within(1e-9));
  }

  @Test
  void theRocAucIsTheChanceThatAPositiveScoresHigher() {
    Random random = new Random(5);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      rows.add(RowFactory.create(i % 3 == 0 ? 1 : 0, "test", random.nextInt(20) / 20.0));
    }

    assertThat(evaluate(rows.toArray(Row[]::new)).get("roc_auc"))
        .isCloseTo(pairwise(rows), within(1e-9));
  }

  private static double pairwise(List<Row> rows) {
    double won = 0;
    long pairs = 0;
    for (Row positive : rows) {
      for (Row negative : rows) {
        if (positive.getInt(0) == 1 && negative.getInt(0) == 0) {
          won += (Math.signum(positive.getDouble(2) - negative.getDouble(2)) + 1) / 2;
          pairs++;
        }
      }
    }
    return won / pairs;
  }

  private static Map<String, Double> evaluate(Row... rows) {
    StructType schema =
        StructType.fromDDL(
            "%s INT, %s STRING, %s DOUBLE"
                .formatted(Features.LABEL, SplitName.COLUMN, Scorer.SCORE));
    Dataset<Row> scored = LocalSpark.session().createDataFrame(List.of(rows), schema);
    return Evaluation.of(scored).metrics().getOrDefault("test", Map.of());
  }
}
