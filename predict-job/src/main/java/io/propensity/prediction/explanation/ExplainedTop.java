package io.propensity.prediction.explanation;

import io.propensity.prediction.ranking.Top;
import io.propensity.prediction.users.KeyHash;
import io.propensity.report.PredictionColumns;
import io.propensity.scoring.FeatureTable;
import io.propensity.scoring.Scorer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** Explains the greatest scores of a run, by reading those users once more. */
public final class ExplainedTop {

  private static final String KEY = "_k";

  private ExplainedTop() {}

  /**
   * Adds {@link Scorer#EXPLANATION}, which is NULL beyond the first {@code count}. What is
   * explained is kept until the session ends.
   *
   * @param predictions what was scored; the key comes first
   * @param rows how many there are
   * @param features what they were scored from
   * @param key the columns of {@code features} that together name a user
   */
  public static Dataset<Row> of(
      Dataset<Row> predictions,
      long rows,
      long count,
      Dataset<Row> features,
      List<String> key,
      Scorer explaining) {
    List<Column> keys =
        Arrays.stream(predictions.columns()).limit(key.size()).map(column(predictions)).toList();
    Column score = predictions.col(Scorer.SCORE);
    Column hash = KeyHash.of("rank", keys.toArray(Column[]::new));
    Dataset<Row> top =
        predictions
            .filter(Top.of(predictions, score, hash, count, rows))
            .select(placed(keys).toArray(Column[]::new));
    Dataset<Row> standing = features.filter(features.col(FeatureTable.REJECTED).isNull());
    List<Column> own = key.stream().map(column(standing)).toList();
    Dataset<Row> scored = explaining.score(standing.join(top, same(own, top), "left_semi"), key);
    List<Column> columns = placed(key.stream().map(column(scored)).toList());
    columns.add(scored.col(Scorer.EXPLANATION));
    // Counted and published: the users are read and explained for both at once. It ends with the
    // run.
    Dataset<Row> explained =
        scored.select(columns.toArray(Column[]::new)).persist(StorageLevel.MEMORY_AND_DISK());
    return predictions
        .join(explained, same(keys, explained), "left_outer")
        .select(columns(predictions, explained.col(Scorer.EXPLANATION)));
  }

  /** The predictions' own columns, with another one after the scores. */
  private static Column[] columns(Dataset<Row> predictions, Column explanation) {
    List<Column> columns = new ArrayList<>();
    for (String name : predictions.columns()) {
      if (name.equals(PredictionColumns.CAMPAIGN_ID)) {
        columns.add(explanation);
      }
      columns.add(column(predictions).apply(name));
    }
    return columns.toArray(Column[]::new);
  }

  private static Function<String, Column> column(Dataset<Row> rows) {
    return name -> rows.col(FeatureTable.quoted(name));
  }

  /** The columns of a key under names by their places, as those of several tables meet. */
  private static List<Column> placed(List<Column> keys) {
    List<Column> placed = new ArrayList<>();
    keys.forEach(column -> placed.add(column.as(KEY + placed.size())));
    return placed;
  }

  private static Column same(List<Column> keys, Dataset<Row> placed) {
    return IntStream.range(0, keys.size())
        .mapToObj(i -> keys.get(i).equalTo(placed.col(KEY + i)))
        .reduce(Column::and)
        .orElseThrow();
  }
}
