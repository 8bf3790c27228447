package io.propensity.evaluation;

import io.propensity.evaluation.ranking.Group;
import io.propensity.evaluation.ranking.Ranking;
import io.propensity.features.Features;
import io.propensity.model.Task;
import io.propensity.split.SplitName;
import io.propensity.test.LocalSpark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** Scored rows for tests. */
public final class Scored {

  private Scored() {}

  /** Rows of label, split and score. */
  static ScoredTable binary(List<Row> rows) {
    return new ScoredTable(data(rows, ""), Task.BINARY, List.of("no", "yes"));
  }

  /** Rows of label, split, score and weight. */
  static ScoredTable weighted(List<Row> rows) {
    return new ScoredTable(
        data(rows, ", " + ScoredTable.WEIGHT + " DOUBLE"), Task.BINARY, List.of("no", "yes"));
  }

  static Dataset<Row> data(List<Row> rows, String more) {
    StructType schema =
        StructType.fromDDL(
            "%s INT, %s STRING, %s DOUBLE%s"
                .formatted(Features.LABEL, SplitName.COLUMN, ScoredTable.SCORE, more));
    return LocalSpark.session().createDataFrame(rows, schema);
  }

  static List<Row> rows(String split, int[] labels, double[] scores) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < labels.length; i++) {
      rows.add(RowFactory.create(labels[i], split, scores[i]));
    }
    return rows;
  }

  static Ranking ranking(List<Row> rows) {
    return Objects.requireNonNull(
        detail(Evaluation.of(binary(rows), EvaluationPlan.DEFAULT)).rankings().get(SplitName.TEST));
  }

  static BinaryDetail detail(Evaluation evaluation) {
    return evaluation.binary().orElseThrow();
  }

  /** A ranking of groups alone, for figures. */
  public static Ranking rankingOf(double rocAuc, List<Group> groups) {
    Group all = groups.stream().reduce(Group::plus).orElseThrow();
    return new Ranking(
        Math.round(all.rows()),
        all.positives(),
        all.negatives(),
        rocAuc,
        0.01,
        0.8,
        0.5,
        List.of(0.3, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 1.0),
        groups,
        List.of(),
        Map.of(),
        Optional.empty());
  }
}
