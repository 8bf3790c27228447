package io.propensity.scoring;

import io.propensity.model.CategoryText;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Counts a partition's scored rows while they pass and leaves out those that cannot stand. A row
 * holds the key's columns, the features as {@link FeatureTable#vector} makes them, why it is
 * rejected, and the score.
 */
final class TalliedRows implements Iterator<InternalRow> {

  static final String NULL_KEY = "null_key";
  private static final int REMEMBERED = 50_000;

  private final Iterator<InternalRow> rows;
  private final int keys;
  private final TallyPlan plan;
  private final Consumer<Tally> done;
  private final Tally tally;
  private final List<Map<UTF8String, Integer>> categories;
  private @Nullable InternalRow next;
  private boolean ended;

  TalliedRows(Iterator<InternalRow> rows, int keys, TallyPlan plan, Consumer<Tally> done) {
    this.rows = rows;
    this.keys = keys;
    this.plan = plan;
    this.done = done;
    this.tally = new Tally(plan);
    this.categories =
        plan.features().stream().<Map<UTF8String, Integer>>map(feature -> new HashMap<>()).toList();
  }

  @Override
  public boolean hasNext() {
    while (next == null && rows.hasNext()) {
      InternalRow row = rows.next();
      next = stands(row) ? row : null;
    }
    if (next == null && !ended) {
      ended = true;
      done.accept(tally);
    }
    return next != null;
  }

  @Override
  public InternalRow next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    InternalRow row = Objects.requireNonNull(next);
    next = null;
    return row;
  }

  private boolean stands(InternalRow row) {
    tally.rows++;
    int features = plan.features().size();
    String reason = hasKey(row) ? null : NULL_KEY;
    if (reason == null && !row.isNullAt(keys + features)) {
      reason = row.getUTF8String(keys + features).toString();
    }
    if (reason != null) {
      tally.rejected.merge(reason, 1L, Long::sum);
      return false;
    }
    for (int i = 0; i < features; i++) {
      tally.features[i][bucket(row, i)]++;
    }
    double score = row.getDouble(keys + features + 1);
    tally.scored++;
    tally.scores[plan.scoreBucket(score)]++;
    tally.addScore(score);
    return true;
  }

  private boolean hasKey(InternalRow row) {
    for (int i = 0; i < keys; i++) {
      if (row.isNullAt(i)) {
        return false;
      }
    }
    return true;
  }

  private int bucket(InternalRow row, int feature) {
    TallyPlan.Buckets buckets = plan.features().get(feature);
    int place = keys + feature;
    if (buckets instanceof TallyPlan.Numbers numbers) {
      float value = row.isNullAt(place) ? Float.NaN : row.getFloat(place);
      return Float.isNaN(value) ? numbers.count() : numbers.bucket(value);
    }
    if (buckets instanceof TallyPlan.Categories texts) {
      return row.isNullAt(place)
          ? texts.count()
          : category(texts, categories.get(feature), row.getUTF8String(place));
    }
    return 0;
  }

  private static int category(
      TallyPlan.Categories buckets, Map<UTF8String, Integer> known, UTF8String value) {
    Integer found = known.get(value);
    if (found != null) {
      return found;
    }
    int at = buckets.texts().indexOf(CategoryText.of(value.toString()));
    int bucket = at < 0 ? buckets.texts().size() : at;
    if (known.size() < REMEMBERED) {
      known.put(value.clone(), bucket);
    }
    return bucket;
  }
}
