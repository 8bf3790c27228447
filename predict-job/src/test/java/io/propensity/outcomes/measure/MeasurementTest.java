package io.propensity.outcomes.measure;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.propensity.outcomes.observation.ObservedUsers;
import io.propensity.outcomes.observation.OutcomeColumns;
import io.propensity.prediction.users.KeyHash;
import io.propensity.test.LocalSpark;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The aggregations on Spark against the same in plain Java, one user after the other. */
class MeasurementTest {

  private static final SparkSession SPARK = LocalSpark.session();
  private static final StructType RUN =
      new StructType()
          .add("user_id", DataTypes.LongType)
          .add("prediction_score", DataTypes.DoubleType)
          .add("segment", DataTypes.StringType)
          .add("control", DataTypes.BooleanType);

  private record User(
      long id, double score, String segment, boolean control, @Nullable Boolean responded) {}

  @Test
  void itsNumbersAreThoseOfANaiveComputation() {
    List<User> users = users(new Random(11), 2_003, false);
    Response found = measured(users);
    List<User> treated = users.stream().filter(MeasurementTest::isTreated).toList();
    Map<Long, Long> hashes = hashes(users);

    assertThat(found.response()).isEqualTo(rate(treated));
    assertThat(found.rocAuc()).isCloseTo(auc(treated), within(1e-12));
    List<User> ranked = ranked(treated, hashes);
    for (int i = 0; i < 10; i++) {
      Decile decile = found.deciles().get(i);
      List<User> tenth = part(ranked, i, 10);
      assertGroup(decile.users(), Integer.toString(i + 1), tenth);
      List<User> down = ranked.subList(0, (int) Math.round((i + 1) * ranked.size() / 10.0));
      assertThat(decile.lift()).isCloseTo(share(tenth) / share(treated), within(1e-12));
      assertThat(decile.gain())
          .isCloseTo((double) responders(down) / responders(treated), within(1e-12));
      assertThat(decile.expectedGain()).isCloseTo(scores(down) / scores(treated), within(1e-9));
    }
    Calibration calibration = found.calibration();
    assertThat(calibration.expected()).isCloseTo(scores(treated), within(1e-6));
    assertThat(calibration.observed()).isEqualTo(responders(treated));
    assertThat(calibration.brier())
        .isCloseTo(mean(treated, user -> Math.pow(user.score() - label(user), 2)), within(1e-12));
    assertThat(calibration.logLoss()).isCloseTo(mean(treated, MeasurementTest::loss), within(1e-9));
    double off = 0;
    for (ScoredGroup bin : calibration.bins()) {
      int number = (int) Math.round(10 * Double.parseDouble(bin.name().substring(0, 3)));
      List<User> inside =
          treated.stream()
              .filter(user -> Math.min(9, (int) Math.floor(user.score() * 10)) == number)
              .toList();
      assertGroup(bin, "%.1f to %.1f".formatted(number / 10.0, (number + 1) / 10.0), inside);
      off += Math.abs(scores(inside) - responders(inside));
    }
    assertThat(calibration.ece()).isCloseTo(off / treated.size(), within(1e-9));
    assertThat(found.segments()).hasSize(2);
    assertGroup(
        found.segments().get(0), "high", only(treated, user -> user.segment().equals("high")));
    assertGroup(
        found.segments().get(1), "low", only(treated, user -> user.segment().equals("low")));
    Uplift uplift = Objects.requireNonNull(found.uplift());
    List<User> known = only(users, user -> user.responded() != null);
    assertThat(uplift.treated()).isEqualTo(rate(treated));
    assertThat(uplift.control()).isEqualTo(rate(only(known, User::control)));
    List<User> all = ranked(known, hashes);
    for (int i = 0; i < 3; i++) {
      List<User> third = part(all, i, 3);
      assertThat(uplift.thirds().get(i))
          .isEqualTo(
              new Uplift.Third(
                  i + 1,
                  rate(only(third, MeasurementTest::isTreated)),
                  rate(only(third, User::control))));
    }
  }

  @Test
  void whereAllScoresAreAlikeTheHashOfTheKeyRanksAndTheAucIsOneHalf() {
    List<User> users = users(new Random(5), 200, true);
    Response found = measured(users);

    assertThat(found.rocAuc()).isEqualTo(0.5);
    long treated = found.response().rows();
    for (int i = 0; i < 10; i++) {
      assertThat(found.deciles().get(i).users().response().rows())
          .isEqualTo(Math.round((i + 1) * treated / 10.0) - Math.round(i * treated / 10.0));
    }
  }

  @Test
  void anAucOverSeveralPartitionsIsThatOfOne() {
    Dataset<Row> rows = run(users(new Random(3), 500, false));
    Dataset<Row> labelled = rows.withColumn("label", col("user_id").mod(3).equalTo(0));

    assertThat(RocAuc.of(labelled, col("prediction_score"), col("label"), 5_000_000).orElseThrow())
        .isEqualTo(RocAuc.of(labelled, col("prediction_score"), col("label"), 1).orElseThrow());
  }

  @Test
  void whatCannotBeToldIsAbsent() {
    List<User> nobody =
        Stream.of(1L, 2L, 3L).map(id -> new User(id, 0.5, "low", false, false)).toList();
    Response found = measured(nobody);

    assertThat(found.rocAuc()).isNull();
    assertThat(found.uplift()).isNull();
    assertThat(found.deciles()).hasSize(3);
    assertThat(found.deciles().get(0).lift()).isNull();
    assertThat(found.deciles().get(0).gain()).isNull();
    assertThat(found.response().low()).isZero();
  }

  private static Response measured(List<User> users) {
    List<Row> outcomes =
        users.stream().map(user -> RowFactory.create(user.id(), user.responded())).toList();
    StructType schema =
        new StructType().add("id", DataTypes.LongType).add("bought", DataTypes.BooleanType);
    try (ObservedUsers observed =
        ObservedUsers.of(
            run(users),
            SPARK.createDataFrame(outcomes, schema),
            "there",
            List.of("id"),
            new OutcomeColumns("bought", null, null))) {
      return Measurement.of(observed, List.of("high", "low"));
    }
  }

  private static Dataset<Row> run(List<User> users) {
    return SPARK.createDataFrame(
        users.stream()
            .map(user -> RowFactory.create(user.id(), user.score(), user.segment(), user.control()))
            .toList(),
        RUN);
  }

  /** Scores of which many are alike; a response that follows them, better with treatment. */
  private static List<User> users(Random random, int count, boolean alike) {
    List<User> users = new ArrayList<>();
    for (long id = 1; id <= count; id++) {
      double score = alike ? 0.25 : random.nextInt(40) / 40.0;
      boolean control = random.nextInt(5) == 0;
      boolean responded = random.nextDouble() < score * (control ? 0.5 : 0.8);
      users.add(
          new User(
              id,
              score,
              score > 0.7 ? "high" : "low",
              control,
              random.nextInt(50) == 0 ? null : responded));
    }
    return users;
  }

  private static Map<Long, Long> hashes(List<User> users) {
    return run(users)
        .select(col("user_id"), KeyHash.of("rank", col("user_id")))
        .collectAsList()
        .stream()
        .collect(Collectors.toMap(row -> row.getLong(0), row -> row.getLong(1)));
  }

  private static List<User> ranked(List<User> users, Map<Long, Long> hashes) {
    return users.stream()
        .sorted(
            Comparator.comparingDouble((User user) -> -user.score())
                .thenComparingLong(user -> Objects.requireNonNull(hashes.get(user.id()))))
        .toList();
  }

  private static List<User> part(List<User> ranked, int number, int parts) {
    return ranked.subList(
        (int) Math.round((double) number * ranked.size() / parts),
        (int) Math.round((number + 1.0) * ranked.size() / parts));
  }

  private static void assertGroup(ScoredGroup group, String name, List<User> users) {
    assertThat(group.name()).isEqualTo(name);
    assertThat(group.response()).isEqualTo(rate(users));
    assertThat(group.meanScore()).isCloseTo(scores(users) / users.size(), within(1e-12));
    assertThat(group.leastScore())
        .isEqualTo(users.stream().mapToDouble(User::score).min().orElseThrow());
    assertThat(group.greatestScore())
        .isEqualTo(users.stream().mapToDouble(User::score).max().orElseThrow());
  }

  private static double auc(List<User> users) {
    double pairs = 0;
    for (User one : only(users, user -> label(user) == 1)) {
      for (User other : only(users, user -> label(user) == 0)) {
        pairs += one.score() > other.score() ? 1 : one.score() == other.score() ? 0.5 : 0;
      }
    }
    return pairs / responders(users) / (users.size() - responders(users));
  }

  private static double loss(User user) {
    double score = Math.min(Math.max(user.score(), Math.ulp(1.0)), 1 - Math.ulp(1.0));
    return -Math.log(label(user) == 1 ? score : 1 - score);
  }

  private static boolean isTreated(User user) {
    return !user.control() && user.responded() != null;
  }

  private static int label(User user) {
    return Boolean.TRUE.equals(user.responded()) ? 1 : 0;
  }

  private static List<User> only(Collection<User> users, Predicate<User> which) {
    return users.stream().filter(which).toList();
  }

  private static ResponseRate rate(List<User> users) {
    return new ResponseRate(users.size(), responders(users));
  }

  private static double share(List<User> users) {
    return rate(users).rate();
  }

  private static long responders(List<User> users) {
    return users.stream().filter(user -> label(user) == 1).count();
  }

  private static double scores(List<User> users) {
    return users.stream().mapToDouble(User::score).sum();
  }

  private static double mean(List<User> users, java.util.function.ToDoubleFunction<User> of) {
    return users.stream().mapToDouble(of).average().orElseThrow();
  }
}
