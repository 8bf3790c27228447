package io.propensity.split;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;

import io.propensity.features.Features;
import io.propensity.run.ContractException;
import io.propensity.scoring.FeatureTable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How many rows each split has, and what they hash to.
 *
 * @param counts by split: rows of the negative class, rows of the positive class
 * @param fingerprint the sum of the rows' hashes and their number, in hexadecimal: equal for equal
 *     rows in any order
 */
public record TrainingRows(Map<SplitName, List<Long>> counts, String fingerprint) {

  private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(128);

  public TrainingRows {
    counts = new EnumMap<>(counts);
  }

  /**
   * Counts, in one Spark job.
   *
   * @throws ContractException when a split that is not empty, or train or test, lacks a class
   */
  public static TrainingRows of(Dataset<Row> features) {
    return of(
        features,
        Set.of(SplitName.TRAIN, SplitName.TEST),
        "bring more data, or change split in pipeline.yaml");
  }

  /** As {@link #of(Dataset)}, of rows without a test split; with other advice. */
  public static TrainingRows ofFitted(Dataset<Row> rows, String advice) {
    return of(rows, Set.of(SplitName.TRAIN), advice);
  }

  private static TrainingRows of(Dataset<Row> features, Set<SplitName> needed, String advice) {
    List<Row> groups =
        features
            .groupBy(col(SplitName.COLUMN), col(Features.LABEL))
            .agg(count(lit(1)), sum(hash(features).cast("decimal(20,0)")))
            .collectAsList();
    Map<SplitName, List<Long>> counts = new EnumMap<>(SplitName.class);
    for (SplitName split : SplitName.values()) {
      counts.put(split, List.of(rows(groups, split, 0), rows(groups, split, 1)));
    }
    TrainingRows rows = new TrainingRows(counts, fingerprint(groups));
    rows.requireClasses(needed, advice);
    return rows;
  }

  public long rows(SplitName split) {
    return classes(split).sum();
  }

  /** The rows that go to the trainer. */
  public long fitted() {
    return rows(SplitName.TRAIN) + rows(SplitName.VALIDATION);
  }

  public long total() {
    return fitted() + rows(SplitName.TEST);
  }

  private LongStream classes(SplitName split) {
    return counts.getOrDefault(split, List.of()).stream().mapToLong(Long::longValue);
  }

  private void requireClasses(Set<SplitName> required, String advice) {
    for (SplitName split : SplitName.values()) {
      boolean needed = required.contains(split) || rows(split) > 0;
      if (needed && classes(split).anyMatch(count -> count == 0)) {
        throw new ContractException(
            "The %s split has %d rows, not of both classes: %s"
                .formatted(split.label(), rows(split), advice));
      }
    }
  }

  /** Of the values and of where they are NULL, which the hash itself passes over. */
  private static Column hash(Dataset<Row> features) {
    List<Column> values =
        Arrays.stream(features.columns())
            .map(name -> features.col(FeatureTable.quoted(name)))
            .toList();
    Column[] nulls = values.stream().map(Column::isNull).toArray(Column[]::new);
    return xxhash64(Stream.concat(values.stream(), Stream.of(array(nulls))).toArray(Column[]::new));
  }

  private static long rows(List<Row> groups, SplitName split, int label) {
    return groups.stream()
        .filter(row -> row.getString(0).equals(split.label()) && row.getInt(1) == label)
        .mapToLong(row -> row.getLong(2))
        .sum();
  }

  private static String fingerprint(List<Row> groups) {
    BigInteger hash =
        groups.stream()
            .map(row -> row.getDecimal(3))
            .map(BigDecimal::toBigInteger)
            .reduce(BigInteger.ZERO, BigInteger::add);
    long rows = groups.stream().mapToLong(row -> row.getLong(2)).sum();
    return "%032x-%x".formatted(hash.mod(MODULUS), rows);
  }
}
