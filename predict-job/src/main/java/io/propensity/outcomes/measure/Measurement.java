package io.propensity.outcomes.measure;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.ln;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.pow;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.propensity.outcomes.observation.ObservedUsers;
import io.propensity.prediction.ranking.RankedParts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Measures observed users by Spark's aggregations; the driver sees a few numbers a group. */
public final class Measurement {

  private static final int DECILES = 10;
  private static final int THIRDS = 3;
  private static final int BINS = 10;

  /** Probabilities are kept so far from 0 and 1, as in the metrics of models. */
  private static final double CLIP = Math.ulp(1.0);

  private static final Column SCORE = col(ObservedUsers.SCORE);
  private static final Column HASH = col(ObservedUsers.HASH);
  private static final Column RESPONDED = col(ObservedUsers.RESPONDED);
  private static final Column TREATED = col(ObservedUsers.TREATED);

  private final Dataset<Row> known;
  private final Dataset<Row> treated;
  private final long treatedRows;
  private final long controlRows;

  private Measurement(ObservedUsers users) {
    this.known = users.known();
    this.treated = known.filter(TREATED);
    this.treatedRows = users.coverage().treated();
    this.controlRows = users.coverage().control();
  }

  /**
   * Measures.
   *
   * @param segments in the order in which they are told; empty where there are none
   */
  public static Response of(ObservedUsers users, List<String> segments) {
    return new Measurement(users).response(segments);
  }

  private Response response(List<String> segments) {
    List<ScoredGroup> tenths =
        groups(
            RankedParts.of(treated, SCORE, HASH, DECILES, treatedRows).cast("string"),
            Comparator.comparingInt(Integer::parseInt));
    ResponseRate all =
        new ResponseRate(
            treatedRows, tenths.stream().mapToLong(tenth -> tenth.response().responders()).sum());
    OptionalDouble auc = RocAuc.of(treated, SCORE, RESPONDED, treatedRows);
    return new Response(
        all,
        auc.isPresent() ? auc.getAsDouble() : null,
        Decile.of(tenths, all),
        calibration(all.responders()),
        segments.isEmpty()
            ? List.of()
            : groups(col(ObservedUsers.SEGMENT), Comparator.comparingInt(segments::indexOf)),
        controlRows == 0 ? null : uplift());
  }

  /** The treated users by a name. */
  private List<ScoredGroup> groups(Column name, Comparator<String> order) {
    List<ScoredGroup> groups = new ArrayList<>();
    for (Row row :
        treated
            .groupBy(name.as("name"))
            .agg(avg(SCORE), min(SCORE), max(SCORE), count(lit(1)), count_if(RESPONDED))
            .collectAsList()) {
      groups.add(
          new ScoredGroup(
              row.getString(0),
              row.getDouble(1),
              row.getDouble(2),
              row.getDouble(3),
              new ResponseRate(row.getLong(4), row.getLong(5))));
    }
    groups.sort(Comparator.comparing(ScoredGroup::name, order));
    return groups;
  }

  private Calibration calibration(long observed) {
    Column responded = when(RESPONDED, 1.0).otherwise(0.0);
    Column probability = least(greatest(SCORE, lit(CLIP)), lit(1 - CLIP));
    Column likelihood = when(RESPONDED, probability).otherwise(lit(1.0).minus(probability));
    Row row =
        treated
            .agg(sum(SCORE), avg(ln(likelihood)), avg(pow(SCORE.minus(responded), lit(2))))
            .head();
    Column bin = greatest(least(floor(SCORE.multiply(BINS)), lit(BINS - 1L)), lit(0L));
    List<ScoredGroup> bins =
        groups(bin.cast("string"), Comparator.comparingInt(Integer::parseInt)).stream()
            .map(Measurement::ranged)
            .toList();
    return Calibration.of(row.getDouble(0), observed, -row.getDouble(1), row.getDouble(2), bins);
  }

  private static ScoredGroup ranged(ScoredGroup bin) {
    int number = Integer.parseInt(bin.name());
    return new ScoredGroup(
        String.format(Locale.ROOT, "%.1f to %.1f", (double) number / BINS, (number + 1.0) / BINS),
        bin.meanScore(),
        bin.leastScore(),
        bin.greatestScore(),
        bin.response());
  }

  /** The thirds are those of both groups together, so that alike scores are in alike thirds. */
  private Uplift uplift() {
    Column third = RankedParts.of(known, SCORE, HASH, THIRDS, treatedRows + controlRows);
    Map<Integer, ResponseRate> treatedByThird = new TreeMap<>();
    Map<Integer, ResponseRate> controlByThird = new TreeMap<>();
    for (Row row :
        known
            .groupBy(third.as("third"))
            .agg(
                count_if(TREATED),
                count_if(TREATED.and(RESPONDED)),
                count_if(not(TREATED)),
                count_if(not(TREATED).and(RESPONDED)))
            .collectAsList()) {
      put(treatedByThird, row.getInt(0), row.getLong(1), row.getLong(2));
      put(controlByThird, row.getInt(0), row.getLong(3), row.getLong(4));
    }
    List<Uplift.Third> thirds = new ArrayList<>();
    treatedByThird.forEach(
        (number, rate) -> {
          @Nullable ResponseRate control = controlByThird.get(number);
          if (control != null) {
            thirds.add(new Uplift.Third(number, rate, control));
          }
        });
    return new Uplift(together(treatedByThird), together(controlByThird), thirds);
  }

  private static void put(Map<Integer, ResponseRate> rates, int third, long rows, long responders) {
    if (rows > 0) {
      rates.put(third, new ResponseRate(rows, responders));
    }
  }

  private static ResponseRate together(Map<Integer, ResponseRate> rates) {
    return new ResponseRate(
        rates.values().stream().mapToLong(ResponseRate::rows).sum(),
        rates.values().stream().mapToLong(ResponseRate::responders).sum());
  }
}
