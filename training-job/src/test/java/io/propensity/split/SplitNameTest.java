package io.propensity.split;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.propensity.model.Split;
import io.propensity.test.LocalSpark;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class SplitNameTest {

  private static final Column[] KEY = {col("id")};
  private static final Split SPLIT = new Split(0.1, 0.2, 42);

  @Test
  void dealsTheSharesThatAreAskedFor() {
    Dataset<Row> split = split(50_000, SPLIT);

    assertThat(share(split, "test")).isCloseTo(0.2, within(0.01));
    assertThat(share(split, "validation")).isCloseTo(0.1, within(0.01));
    assertThat(share(split, "train")).isCloseTo(0.7, within(0.01));
  }

  @Test
  void aKeyKeepsItsSplitWhateverRowsAreBesideIt() {
    List<Row> few = split(100, SPLIT).orderBy("id").collectAsList();
    List<Row> many = split(1000, SPLIT).filter("id < 100").orderBy("id").collectAsList();

    assertThat(many).isEqualTo(few);
  }

  @Test
  void anotherSeedDealsAnew() {
    Dataset<Row> other = split(1000, new Split(0.1, 0.2, 43));

    assertThat(other.except(split(1000, SPLIT)).count()).isGreaterThan(200);
  }

  @Test
  void withoutValidationThereIsNoSuchSplit() {
    assertThat(share(split(1000, new Split(0, 0.2, 42)), "validation")).isZero();
  }

  @Test
  void aSampleIsTakenFromEachSplitAlike() {
    Dataset<Row> sample = split(50_000, SPLIT).filter(SplitName.sampled(KEY, SPLIT.seed(), 0.25));

    assertThat((double) sample.count()).isCloseTo(12_500, within(500.0));
    assertThat(share(sample, "test")).isCloseTo(0.2, within(0.02));
  }

  private static Dataset<Row> split(long rows, Split split) {
    return LocalSpark.session()
        .range(rows)
        .toDF("id")
        .withColumn("split", SplitName.of(KEY, split));
  }

  private static double share(Dataset<Row> split, String name) {
    return (double) split.filter(col("split").equalTo(name)).count() / split.count();
  }
}
