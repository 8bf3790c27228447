package io.propensity.prediction.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.run.UsageException;
import io.propensity.test.LocalSpark;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentsTest {

  private static final StructType SCHEMA = StructType.fromDDL("score DOUBLE, hash BIGINT");

  private record Scored(double score, long hash) {}

  /** Half of the scores are alike, so that the hash has to decide where a segment ends. */
  private static List<Scored> rows(int count, long seed) {
    Random random = new Random(seed);
    List<Scored> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double score = random.nextBoolean() ? 0.5 : random.nextGaussian();
      rows.add(new Scored(score, random.nextLong()));
    }
    return rows;
  }

  private static Dataset<Row> table(List<Scored> rows) {
    return LocalSpark.session()
        .createDataFrame(
            rows.stream().map(row -> RowFactory.create(row.score(), row.hash())).toList(), SCHEMA)
        .repartition(3);
  }

  private static Map<Long, String> segments(String text, List<Scored> rows) {
    Dataset<Row> table = table(rows).cache();
    Segments segments = Segments.parse(text);
    return table
        .select(
            table.col("hash"),
            segments.of(table, table.col("score"), table.col("hash"), rows.size()))
        .collectAsList()
        .stream()
        .collect(Collectors.toMap(row -> row.getLong(0), row -> row.getString(1)));
  }

  @ParameterizedTest
  @CsvSource({"1000, 7", "101, 8", "3, 9"})
  void sharesAreThoseOfTheRankedRowsWhereverScoresAreAlike(int count, long seed) {
    List<Scored> rows = rows(count, seed);
    List<Scored> ranked =
        rows.stream()
            .sorted(
                Comparator.comparing(Scored::score, Comparator.reverseOrder())
                    .thenComparing(Scored::hash))
            .toList();
    Map<Long, String> found = segments("high:0.1,medium:0.3,low", rows);
    for (int i = 0; i < count; i++) {
      String segment =
          i < Math.round(0.1 * count) ? "high" : i < Math.round(0.4 * count) ? "medium" : "low";
      assertThat(found.get(ranked.get(i).hash())).as("rank %d", i + 1).isEqualTo(segment);
    }
  }

  @Test
  void boundsAreThoseOfTheScore() {
    Map<Long, String> found =
        segments(
            "high>=0.7, medium>=0.4, low",
            List.of(
                new Scored(0.7, 1), new Scored(0.69, 2), new Scored(0.4, 3), new Scored(-1, 4)));
    assertThat(found).isEqualTo(Map.of(1L, "high", 2L, "medium", 3L, "medium", 4L, "low"));
  }

  @Test
  void nobodyHasNoSegment() {
    assertThat(segments("high:0.1,low", List.of())).isEmpty();
  }

  /** What may be wrong is told by the rule's own test. */
  @Test
  void refusesWhatIsNoListOfSegmentsByTheNameOfItsOption() {
    assertThatThrownBy(() -> Segments.parse("high:ten,low"))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "--segments 'high:ten,low': 'ten' is not a number, e.g. high:0.1,medium:0.3,low");
  }
}
