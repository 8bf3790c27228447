package io.propensity.prediction.explanation;

import io.propensity.prediction.ranking.Top;
import io.propensity.prediction.users.KeyHash;
import io.propensity.scoring.FeatureTable;
import io.propensity.scoring.Scorer;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Explains the greatest scores of a run, by reading those users once more. */
public final class ExplainedTop {

  private static final String KEY = "_k";

  private ExplainedTop() {}

  /**
   * Adds {@link Scorer#EXPLANATION}, which is NULL beyond the first {@code count}.
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
    List<Column> keys = new ArrayList<>();
    for (int i = 0; i < key.size(); i++) {
      keys.add(predictions.col(FeatureTable.quoted(predictions.columns()[i])));
    }
    Column score = predictions.col(Scorer.SCORE);
    Column hash = KeyHash.of("rank", keys.toArray(Column[]::new));
    Dataset<Row> top =
        named(predictions.filter(Top.of(predictions, score, hash, count, rows)), keys);
    Dataset<Row> standing = features.filter(features.col(FeatureTable.REJECTED).isNull());
    Dataset<Row> chosen = standing.join(top, same(standing, key, top), "left_semi");
    Dataset<Row> explained = explaining.score(chosen, key);
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < key.size(); i++) {
      columns.add(explained.col(FeatureTable.quoted(key.get(i))).as(KEY + i));
    }
    columns.add(explained.col(Scorer.EXPLANATION));
    return joined(predictions, keys, explained.select(columns.toArray(Column[]::new)));
  }

  private static Dataset<Row> joined(
      Dataset<Row> predictions, List<Column> keys, Dataset<Row> explained) {
    Column same = keys.get(0).equalTo(explained.col(KEY + 0));
    for (int i = 1; i < keys.size(); i++) {
      same = same.and(keys.get(i).equalTo(explained.col(KEY + i)));
    }
    List<Column> columns = new ArrayList<>();
    for (String name : predictions.columns()) {
      if (name.equals("campaign_id")) {
        columns.add(explained.col(Scorer.EXPLANATION));
      }
      columns.add(predictions.col(FeatureTable.quoted(name)));
    }
    return predictions.join(explained, same, "left_outer").select(columns.toArray(Column[]::new));
  }

  private static Dataset<Row> named(Dataset<Row> rows, List<Column> keys) {
    Column[] columns = new Column[keys.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = keys.get(i).as(KEY + i);
    }
    return rows.select(columns);
  }

  private static Column same(Dataset<Row> features, List<String> key, Dataset<Row> keys) {
    Column same = features.col(FeatureTable.quoted(key.get(0))).equalTo(keys.col(KEY + 0));
    for (int i = 1; i < key.size(); i++) {
      same = same.and(features.col(FeatureTable.quoted(key.get(i))).equalTo(keys.col(KEY + i)));
    }
    return same;
  }
}
