package io.propensity.prediction.users;

import io.propensity.run.UsageException;
import io.propensity.scoring.FeatureTable;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * The part of an audience that a trial scores.
 *
 * @param share of the users, chosen by the hash of their key: the same ones every time; null for
 *     all
 * @param limit so many rows at most, whichever come first; null for all
 */
public record Part(@Nullable Double share, @Nullable Integer limit) {

  /** Everybody. */
  public static final Part ALL = new Part(null, null);

  public Part {
    if (share != null && !(share > 0 && share < 1)) {
      throw new UsageException("--sample %s is not a share between 0 and 1".formatted(share));
    }
    if (limit != null && limit < 1) {
      throw new UsageException("--limit %d: at least one row has to be left".formatted(limit));
    }
  }

  /** The rows of this part. */
  public Dataset<Row> of(Dataset<Row> audience, List<String> key) {
    Dataset<Row> rows = audience;
    if (share != null) {
      Column[] columns =
          key.stream().map(name -> audience.col(FeatureTable.quoted(name))).toArray(Column[]::new);
      rows = rows.filter(KeyHash.share("sample", share, columns));
    }
    return limit == null ? rows : rows.limit(limit);
  }

  public boolean isAll() {
    return share == null && limit == null;
  }

  /** As the report tells it: {@code sample 0.01, limit 1000}. */
  @Override
  public String toString() {
    String sample = share == null ? "" : String.format(Locale.ROOT, "sample %s", share);
    String most = limit == null ? "" : "limit " + limit;
    return sample + (sample.isEmpty() || most.isEmpty() ? "" : ", ") + most;
  }
}
