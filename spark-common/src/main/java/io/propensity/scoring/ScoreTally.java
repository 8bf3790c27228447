package io.propensity.scoring;

import io.propensity.model.CategoryText;
import io.propensity.model.Feature;
import io.propensity.model.Histogram;
import io.propensity.model.Manifest;
import io.propensity.model.Task;
import io.propensity.report.Drift;
import io.propensity.report.ScoreSummary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/**
 * Counts scored rows while they are written, in the same pass: how many, how their scores are
 * spread, how far features and scores drifted from the model's baseline. Rows without a key or with
 * a reason to be rejected are counted and left out. The numbers are there once the one action over
 * the rows has ended, and a task that was tried again counts once.
 */
public final class ScoreTally {

  private static final List<String> QUANTILES =
      List.of("min", "p10", "p25", "p50", "p75", "p90", "max");
  private static final double[] SHARES = {0, 0.1, 0.25, 0.5, 0.75, 0.9, 1};

  private final Manifest manifest;
  private final Tallies tallies;

  private ScoreTally(Manifest manifest, Tallies tallies) {
    this.manifest = manifest;
    this.tallies = tallies;
  }

  /** A tally of rows that the model of {@code manifest} scores; nothing is counted yet. */
  public static ScoreTally begin(SparkSession spark, Manifest manifest) {
    Tallies tallies =
        new Tallies(
            TallyPlan.of(
                manifest.features(), manifest.baseline(), manifest.task() != Task.REGRESSION));
    spark.sparkContext().register(tallies, "scores");
    return new ScoreTally(manifest, tallies);
  }

  /** What {@link Scorer#score} has to keep for a tally: the features, and why a row is rejected. */
  static List<String> kept(List<String> key, List<Feature> features) {
    List<String> kept = new ArrayList<>(key);
    features.stream().map(Feature::name).filter(name -> !key.contains(name)).forEach(kept::add);
    kept.add(FeatureTable.REJECTED);
    return kept;
  }

  /**
   * Has the rows counted when they are read.
   *
   * @param scored what a scorer made, with the columns that {@link #kept} names
   * @return the key's columns and the scores of the rows that are not rejected
   */
  Dataset<Row> over(Dataset<Row> scored, List<String> key) {
    List<Feature> features = manifest.features();
    List<Column> columns = new ArrayList<>();
    key.forEach(name -> columns.add(scored.col(FeatureTable.quoted(name))));
    columns.add(scored.col(FeatureTable.REJECTED));
    columns.addAll(FeatureTable.vector(scored, features));
    List<String> added = added(scored);
    added.forEach(name -> columns.add(scored.col(name)));
    for (int i = 0; i < columns.size(); i++) {
      columns.set(i, columns.get(i).as("_" + i));
    }
    Dataset<Row> rows = scored.select(columns.toArray(Column[]::new));
    StructType schema = rows.schema();
    Counting counting = new Counting(key.size(), tallies);
    VectorLayout layout = new VectorLayout(key.size() + 1, schema, features, CategoryText.CURRENT);
    int score = key.size() + 1 + features.size();
    JavaRDD<InternalRow> counted =
        InternalRows.of(rows)
            .mapPartitions(
                partition ->
                    new TalliedRows(
                        partition, schema, layout, counting.of(layout, features), score),
                true);
    Dataset<Row> standing = InternalRows.table(scored.sparkSession(), counted, schema);
    List<Column> selected = new ArrayList<>();
    for (int i = 0; i < key.size(); i++) {
      selected.add(standing.col("_" + i).as(key.get(i)));
    }
    for (int i = 0; i < added.size(); i++) {
      selected.add(standing.col("_" + (score + i)).as(added.get(i)));
    }
    return standing.select(selected.toArray(Column[]::new));
  }

  /** What executors count into. */
  Tallies tallies() {
    return tallies;
  }

  private static List<String> added(Dataset<Row> scored) {
    List<String> columns = Arrays.asList(scored.columns());
    return columns.subList(columns.lastIndexOf(Scorer.SCORE), columns.size());
  }

  /** Rows that came in, rejected ones among them. */
  public long rows() {
    return tallies.value().rows;
  }

  public long scored() {
    return tallies.value().scored;
  }

  /** Rows that were left out, by reason. */
  public Map<String, Long> rejected() {
    return tallies.value().rejected;
  }

  /** The sum of the scores of a binary model: so many positives are to be expected. */
  public OptionalDouble expectedPositives() {
    return manifest.task() == Task.BINARY
        ? OptionalDouble.of(tallies.value().sum)
        : OptionalDouble.empty();
  }

  /** How the scores are spread; quantiles are within a thousandth of their value. */
  public Optional<ScoreSummary> summary() {
    Tally tally = tallies.value();
    if (tally.scored == 0) {
      return Optional.empty();
    }
    Map<String, Double> quantiles = new LinkedHashMap<>();
    for (int i = 0; i < SHARES.length; i++) {
      quantiles.put(QUANTILES.get(i), tally.quantiles().quantile(SHARES[i]));
    }
    Histogram.Numeric histogram =
        new Histogram.Numeric(
            Arrays.stream(tallies.plan().scoreEdges()).boxed().toList(),
            Arrays.stream(tally.scores).boxed().toList(),
            0);
    return Optional.of(
        new ScoreSummary(
            tally.sum / tally.scored, quantiles, histogram, tally.quantiles().deciles()));
  }

  /** The drift of the scores; empty when the training counted them in other buckets. */
  public OptionalDouble scorePsi() {
    Tally tally = tallies.value();
    Histogram.Numeric then = manifest.baseline().score();
    double[] edges = then.edges().stream().mapToDouble(Double::doubleValue).toArray();
    return tally.scored > 0 && Arrays.equals(edges, tallies.plan().scoreEdges())
        ? OptionalDouble.of(Stability.index(longs(then.counts()), tally.scores))
        : OptionalDouble.empty();
  }

  /** The drift of each feature that the baseline describes, in the model's order. */
  public Map<String, Drift> drift() {
    Map<String, Drift> drift = new LinkedHashMap<>();
    Tally tally = tallies.value();
    for (int i = 0; i < manifest.features().size() && tally.scored > 0; i++) {
      if (!(tallies.plan().features().get(i) instanceof TallyPlan.None)) {
        String name = manifest.features().get(i).name();
        Histogram then = Objects.requireNonNull(manifest.baseline().features().get(name));
        drift.put(name, Stability.drift(then, tally.features[i], tally.scored));
      }
    }
    return drift;
  }

  static long[] longs(List<Long> values) {
    return values.stream().mapToLong(Long::longValue).toArray();
  }
}
