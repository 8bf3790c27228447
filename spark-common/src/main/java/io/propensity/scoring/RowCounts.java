package io.propensity.scoring;

import io.propensity.model.CategoryText;
import io.propensity.model.Feature;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.jspecify.annotations.Nullable;

/**
 * Counts the scored rows of a partition, and tells which of them stand. A row holds the key's
 * columns, why it is rejected, then the features; their numbers come along as the model takes them.
 */
final class RowCounts {

  private static final String NULL_KEY = "null_key";

  private final VectorLayout layout;
  private final int keys;
  private final TallyPlan plan;
  private final Consumer<Tally> done;
  private final Tally tally;
  private final @Nullable NumberCounts[] numbers;
  private final @Nullable TextCounts[] texts;

  /**
   * Of rows whose first {@code keys} columns are the key, and the next one why they are rejected.
   *
   * @param done is given the counts when the partition has ended
   */
  RowCounts(
      VectorLayout layout, List<Feature> features, int keys, TallyPlan plan, Consumer<Tally> done) {
    this.layout = layout;
    this.keys = keys;
    this.plan = plan;
    this.done = done;
    this.tally = new Tally(plan);
    List<@Nullable NumberCounts> ofNumbers = new ArrayList<>();
    List<@Nullable TextCounts> ofTexts = new ArrayList<>();
    for (int i = 0; i < features.size(); i++) {
      TallyPlan.Buckets buckets = plan.features().get(i);
      long[] counts = tally.features[i];
      if (features.get(i).kind() == Feature.Kind.NUMERIC) {
        ofNumbers.add(
            buckets instanceof TallyPlan.Numbers between
                ? new NumberCounts(between, counts)
                : null);
      } else {
        ofTexts.add(buckets instanceof TallyPlan.Categories of ? new TextCounts(of, counts) : null);
      }
    }
    this.numbers = ofNumbers.toArray(NumberCounts[]::new);
    this.texts = ofTexts.toArray(TextCounts[]::new);
  }

  /** Counts a row, or the reason for which it does not stand. */
  boolean stands(UnsafeRow row, float[] features, double score) {
    tally.rows++;
    String reason = reason(row);
    if (reason != null) {
      tally.rejected.merge(reason, 1L, Long::sum);
      return false;
    }
    for (int i = 0; i < numbers.length; i++) {
      NumberCounts counts = numbers[i];
      if (counts != null) {
        counts.add(features[i]);
      }
    }
    for (int i = 0; i < texts.length; i++) {
      TextCounts counts = texts[i];
      if (counts != null) {
        counts.add(row, layout.categorical(i));
      }
    }
    tally.scored++;
    tally.scores[plan.scoreBucket(score)]++;
    tally.addScore(score);
    return true;
  }

  void end() {
    done.accept(tally);
  }

  private @Nullable String reason(UnsafeRow row) {
    for (int i = 0; i < keys; i++) {
      if (row.isNullAt(i)) {
        return NULL_KEY;
      }
    }
    return row.isNullAt(keys) ? null : row.getUTF8String(keys).toString();
  }

  private static final class NumberCounts {

    private final Edges edges;
    private final long[] counts;

    NumberCounts(TallyPlan.Numbers buckets, long[] counts) {
      this.edges = buckets.edges();
      this.counts = counts;
    }

    void add(float value) {
      counts[Float.isNaN(value) ? counts.length - 1 : edges.bucket(value)]++;
    }
  }

  private static final class TextCounts {

    private final TextNumbers buckets;
    private final long[] counts;

    TextCounts(TallyPlan.Categories known, long[] counts) {
      List<String> texts = known.texts();
      this.buckets =
          new TextNumbers(
              value -> {
                int at = texts.indexOf(CategoryText.of(value));
                return at < 0 ? texts.size() : at;
              });
      this.counts = counts;
    }

    void add(UnsafeRow row, int place) {
      counts[row.isNullAt(place) ? counts.length - 1 : buckets.of(row, place)]++;
    }
  }
}
