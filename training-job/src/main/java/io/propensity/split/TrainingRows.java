package io.propensity.split;

import io.propensity.run.ContractException;
import java.math.BigInteger;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.LongStream;

/**
 * How many rows each split has, and what they hash to.
 *
 * @param counts by split: rows of each class in the classes' order, or of all in a regression
 * @param classes how many classes there are, 0 in a regression
 * @param fingerprint the sum of the rows' hashes and their number, in hexadecimal: equal for equal
 *     rows in any order
 * @param testFingerprint the same of keys and labels of the test split alone
 */
public record TrainingRows(
    Map<SplitName, List<Long>> counts, int classes, String fingerprint, String testFingerprint) {

  private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(128);

  public TrainingRows {
    counts = new EnumMap<>(counts);
  }

  /** Of groups of rows. */
  static TrainingRows of(List<RowGroups.Group> groups, int classes) {
    Map<SplitName, List<Long>> counts = new EnumMap<>(SplitName.class);
    for (SplitName split : SplitName.values()) {
      long[] rows = new long[Math.max(1, classes)];
      groups.stream()
          .filter(group -> group.split() == split)
          .forEach(group -> rows[group.label()] += group.rows());
      counts.put(split, LongStream.of(rows).boxed().toList());
    }
    BigInteger hash = sum(groups, RowGroups.Group::hash);
    List<RowGroups.Group> test =
        groups.stream().filter(group -> group.split() == SplitName.TEST).toList();
    return new TrainingRows(
        counts,
        classes,
        fingerprint(hash, groups),
        fingerprint(sum(test, RowGroups.Group::identity), test));
  }

  public long rows(SplitName split) {
    return ofClasses(split).sum();
  }

  /** The rows that go to the trainer. */
  public long fitted() {
    return rows(SplitName.TRAIN) + rows(SplitName.VALIDATION);
  }

  public long total() {
    return fitted() + rows(SplitName.TEST);
  }

  /**
   * Refuses rows that nothing can be learnt from or measured on: a split that is needed and empty,
   * a class that the train split lacks, and, with two classes, one that any split with rows lacks.
   */
  TrainingRows require(List<SplitName> needed, String advice) {
    for (SplitName split : SplitName.values()) {
      if (needed.contains(split) || rows(split) > 0) {
        requireClasses(split, advice);
      }
    }
    return this;
  }

  private void requireClasses(SplitName split, String advice) {
    boolean whole = classes == 2 || split == SplitName.TRAIN;
    boolean lacks = whole ? ofClasses(split).anyMatch(rows -> rows == 0) : rows(split) == 0;
    if (lacks) {
      throw new ContractException(
          "The %s split has %d rows%s: %s"
              .formatted(
                  split.label(),
                  rows(split),
                  classes == 0
                      ? ""
                      : classes == 2 ? ", not of both classes" : ", not of all classes",
                  advice));
    }
  }

  private LongStream ofClasses(SplitName split) {
    return counts.getOrDefault(split, List.of()).stream().mapToLong(Long::longValue);
  }

  private static BigInteger sum(
      List<RowGroups.Group> groups, Function<RowGroups.Group, BigInteger> of) {
    return groups.stream().map(of).reduce(BigInteger.ZERO, BigInteger::add);
  }

  private static String fingerprint(BigInteger hash, List<RowGroups.Group> groups) {
    long rows = groups.stream().mapToLong(RowGroups.Group::rows).sum();
    return "%032x-%x".formatted(hash.mod(MODULUS), rows);
  }
}
