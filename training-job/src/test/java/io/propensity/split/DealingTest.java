package io.propensity.split;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.pipeline.SplitSpec;
import io.propensity.run.ConfigurationException;
import io.propensity.run.ContractException;
import io.propensity.test.LocalSpark;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class DealingTest {

  private static final List<String> KEY = List.of("id");

  /** 100 rows; class 1 in every tenth, 25 users, a day for each ten rows. */
  private static final Dataset<Row> ROWS =
      LocalSpark.session()
          .sql(
              "SELECT id, CAST(id % 10 = 0 AS INT) AS _label, id % 25 AS user,"
                  + " date_add(DATE '2026-01-01', CAST(id / 10 AS INT)) AS day FROM range(100)")
          .cache();

  @Test
  void stratifiedSharesAreExactInEachClass() {
    Dataset<Row> dealt = Dealing.of(ROWS, KEY, new SplitSpec.Random(0.1, 0.2, 7L, true));

    assertThat(counts(dealt, "_label"))
        .isEqualTo(
            Map.of(
                "test 0",
                18L,
                "validation 0",
                9L,
                "train 0",
                63L,
                "test 1",
                2L,
                "validation 1",
                1L,
                "train 1",
                7L));
  }

  @Test
  void whereARowFallsDependsNeitherOnOrderNorOnPartitions() {
    for (SplitSpec split :
        List.of(
            new SplitSpec.Random(0.1, 0.2, 7L, true),
            new SplitSpec.Time("day", 0.1, 0.2, null, null))) {
      Dataset<Row> shuffled = ROWS.orderBy(col("id").desc()).repartition(3);

      assertThat(parts(Dealing.of(shuffled, KEY, split)))
          .isEqualTo(parts(Dealing.of(ROWS, KEY, split)));
    }
  }

  @Test
  void aGroupStaysTogether() {
    Dataset<Row> dealt = Dealing.of(ROWS, KEY, new SplitSpec.Group("user", 0.2, 0.2, 1L, null));
    Map<String, Long> users = counts(dealt, "user");

    assertThat(users).hasSize(25).allSatisfy((user, rows) -> assertThat(rows).isEqualTo(4));
    assertThat(counts(dealt, "1").keySet()).hasSize(3);
  }

  @Test
  void timesDoNotOverlap() {
    Dataset<Row> dealt = Dealing.of(ROWS, KEY, new SplitSpec.Time("day", 0.1, 0.25, null, null));
    List<Row> ranges =
        dealt.groupBy("_split").agg(Map.of("day", "min")).orderBy("min(day)").collectAsList();

    assertThat(ranges)
        .hasToString("[[train,2026-01-01], [validation,2026-01-07], [test,2026-01-08]]");
    assertThat(counts(dealt, "1"))
        .isEqualTo(Map.of("train 1", 60L, "validation 1", 10L, "test 1", 30L));
  }

  @Test
  void aTimeThatTellsNothingIsRefusedUnlessTheFallbackIsAskedFor() {
    Dataset<Row> once =
        LocalSpark.session()
            .sql("SELECT id, 0 AS _label, DATE '2026-01-01' AS day, 'x' AS t FROM range(50)");

    assertThatThrownBy(() -> Dealing.of(once, KEY, new SplitSpec.Time("day", 0.0, 0.2, null, null)))
        .isInstanceOf(ContractException.class)
        .hasMessage(
            "split.column 'day': too few times differ to part the rows by them; bring more data, or"
                + " say split.fallback: random");
    assertThat(
            parts(
                Dealing.of(
                    once,
                    KEY,
                    new SplitSpec.Time("day", 0.0, 0.2, SplitSpec.Time.Fallback.RANDOM, null))))
        .isEqualTo(parts(Dealing.of(once, KEY, new SplitSpec.Random(0.0, 0.2, null, null))));
    assertThatThrownBy(() -> Dealing.of(once, KEY, new SplitSpec.Time("t", 0.0, 0.2, null, null)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("split.column 't' is string; rows are ordered by a timestamp");
  }

  @Test
  void aColumnMaySayThePart() {
    String rows = "SELECT * FROM VALUES (1, 'Train'), (2, 'test'), (3, %s) t(id, part)";
    SplitSpec split = new SplitSpec.Column("part", null);

    assertThat(
            parts(Dealing.of(LocalSpark.session().sql(rows.formatted("'validation'")), KEY, split)))
        .isEqualTo(Map.of("1", "train", "2", "test", "3", "validation"));
    assertThatThrownBy(
            () -> Dealing.of(LocalSpark.session().sql(rows.formatted("'dev'")), KEY, split))
        .isInstanceOf(ContractException.class)
        .hasMessage(
            "split.column 'part': it must be train, validation or test in every row (key 3)");
  }

  @Test
  void severalKeysDecideTogether() {
    Map<String, Long> parts =
        counts(
            Dealing.of(ROWS, List.of("user", "day"), new SplitSpec.Random(0.3, 0.3, 7L, null)),
            "user");

    assertThat(parts.keySet()).hasSizeGreaterThan(40);
  }

  private static Map<String, String> parts(Dataset<Row> dealt) {
    return dealt.select("id", "_split").collectAsList().stream()
        .collect(Collectors.toMap(row -> row.get(0).toString(), row -> row.getString(1)));
  }

  /** Rows by part and a column's value. */
  private static Map<String, Long> counts(Dataset<Row> dealt, String column) {
    Map<String, Long> counts = new TreeMap<>();
    var value = column.equals("1") ? org.apache.spark.sql.functions.lit(1) : col(column);
    dealt
        .groupBy(col("_split"), value.as("value"))
        .count()
        .collectAsList()
        .forEach(row -> counts.put(row.getString(0) + " " + row.get(1), row.getLong(2)));
    return counts;
  }
}
