package io.propensity.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.model.Histogram;
import io.propensity.test.LocalSpark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class DistributionsTest {

  @Test
  void aNumbersBucketsEndAtItsDeciles() {
    Dataset<Row> rows = LocalSpark.session().range(1, 101).selectExpr("cast(id as float) as x");

    Histogram.Numeric histogram = numeric(rows);

    assertThat(histogram.edges())
        .containsExactly(10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0);
    assertThat(histogram.counts()).containsExactly(9L, 10L, 10L, 10L, 10L, 10L, 10L, 10L, 10L, 11L);
    assertThat(histogram.nulls()).isZero();
  }

  @Test
  void nullAndNaNAreInNoBucket() {
    Dataset<Row> rows =
        LocalSpark.session()
            .sql(
                "SELECT * FROM VALUES (1f), (1f), (cast('NaN' as float)), (cast(null as float)) t(x)");

    assertThat(numeric(rows)).isEqualTo(new Histogram.Numeric(List.of(1.0), List.of(0L, 2L), 2));
  }

  @Test
  void infinityIsInTheLastBucketAndIsNoEdge() {
    Dataset<Row> rows =
        LocalSpark.session().sql("SELECT * FROM VALUES (1f), (cast('Infinity' as float)) t(x)");

    assertThat(numeric(rows)).isEqualTo(new Histogram.Numeric(List.of(1.0), List.of(0L, 2L), 0));
  }

  @Test
  void aColumnOfNullsHasOneEmptyBucket() {
    Dataset<Row> rows = LocalSpark.session().sql("SELECT cast(null as float) x");

    assertThat(numeric(rows)).isEqualTo(new Histogram.Numeric(List.of(), List.of(0L), 1));
  }

  @Test
  void keepsTheMostFrequentCategories() {
    List<Row> rows = new ArrayList<>();
    for (int value = 1; value <= 60; value++) {
      for (int i = 0; i < value; i++) {
        rows.add(RowFactory.create("v" + value));
      }
    }
    rows.add(RowFactory.create((Object) null));

    Histogram.Categorical histogram = categorical(rows);

    assertThat(histogram.counts()).hasSize(50).containsEntry("v60", 60L).doesNotContainKey("v10");
    assertThat(histogram.counts().keySet()).first().isEqualTo("v60");
    assertThat(histogram.other()).isEqualTo(LongStream.rangeClosed(1, 10).sum());
    assertThat(histogram.nulls()).isEqualTo(1);
  }

  @Test
  void categoriesAreWrittenAsTheModelReadsThem() {
    assertThat(categorical(List.of(RowFactory.create("a\tb"), RowFactory.create(""))).counts())
        .isEqualTo(Map.of("a\\u0009b", 1L, "", 1L));
  }

  @Test
  void columnsOfBothKindsStayApart() {
    Dataset<Row> rows =
        LocalSpark.session().sql("SELECT * FROM VALUES ('1', 1f, '2'), ('1', 5f, null) t(a, b, c)");

    assertThat(new Distributions(rows).histograms())
        .containsExactly(
            new Histogram.Categorical(Map.of("1", 2L), 0, 0),
            new Histogram.Numeric(List.of(1.0, 5.0), List.of(0L, 1L, 1L), 0),
            new Histogram.Categorical(Map.of("2", 1L), 0, 1));
  }

  private static Histogram.Numeric numeric(Dataset<Row> rows) {
    return (Histogram.Numeric) new Distributions(rows).histograms().get(0);
  }

  private static Histogram.Categorical categorical(List<Row> rows) {
    Dataset<Row> data = LocalSpark.session().createDataFrame(rows, StructType.fromDDL("c STRING"));
    return (Histogram.Categorical) new Distributions(data).histograms().get(0);
  }
}
