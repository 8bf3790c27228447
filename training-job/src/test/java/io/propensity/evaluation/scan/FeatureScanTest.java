package io.propensity.evaluation.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.propensity.model.Histogram;
import io.propensity.test.LocalSpark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class FeatureScanTest {

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

    assertThat(scan(rows).histograms())
        .containsExactly(
            new Histogram.Categorical(Map.of("1", 2L), 0, 0),
            new Histogram.Numeric(List.of(1.0, 5.0), List.of(0L, 1L, 1L), 0),
            new Histogram.Categorical(Map.of("2", 1L), 0, 1));
  }

  @Test
  void valuesBeyondTheBoundAreCountedToo() {
    Dataset<Row> rows =
        LocalSpark.session()
            .range(CategoryScan.MOST + 100)
            .selectExpr("if(id < 99, 'often', concat('v', id)) AS c");

    Histogram.Categorical histogram = (Histogram.Categorical) scan(rows).histograms().get(0);

    assertThat(histogram.counts()).hasSize(50).containsEntry("often", 99L);
    assertThat(histogram.other()).isEqualTo(CategoryScan.MOST + 1 - 49);
  }

  @Test
  void bucketsKeepTheOrderOfTheNumbers() {
    float[] ascending = {-1e30f, -5, -1, -0.25f, 0, 1e-20f, 0.25f, 1, 5, 90, 1e30f};
    for (int i = 1; i < ascending.length; i++) {
      assertThat(NumericScan.bucket(ascending[i]))
          .isGreaterThan(NumericScan.bucket(ascending[i - 1]));
    }
    assertThat(NumericScan.bucket(-0.0f)).isEqualTo(NumericScan.bucket(0.0f));
    assertThat(NumericScan.edge(NumericScan.bucket(90))).isEqualTo(90);
    assertThat(NumericScan.edge(NumericScan.bucket(-90))).isBetween(-91.0, -90.0);
  }

  @Test
  void aFeatureThatDecidesAloneAndOneThatNeverChangesAreSeen() {
    Dataset<Row> rows =
        LocalSpark.session()
            .range(1_000)
            .selectExpr(
                "int(id % 2) AS train",
                "float(if(id % 2 = 1, -3, id)) AS decides",
                "float(id % 7) AS tells_nothing",
                "if(id % 2 = 1, 'a', 'b') AS copy",
                "concat('user', id) AS unique",
                "float(4) AS constant");

    List<ColumnScan> scans = FeatureScan.of(rows).columns();

    assertThat(scans.get(0).rocAuc()).isEqualTo(1);
    assertThat(scans.get(1).rocAuc()).isLessThan(0.55);
    assertThat(scans.get(2).rocAuc()).isEqualTo(1);
    assertThat(scans.get(3).rocAuc()).as("a unique text decides nothing").isEqualTo(0.5);
    assertThat(scans)
        .extracting(ColumnScan::constant)
        .containsExactly(false, false, false, false, true);
  }

  @Test
  void aFeatureThatTellsEachOfSeveralClassesIsSeenWhateverItsOrder() {
    Dataset<Row> rows =
        LocalSpark.session()
            .range(1_000)
            .selectExpr("id", "int(if(id % 7 = 0, 2, if(id % 3 = 0, 0, 1))) AS train")
            .selectExpr(
                "train",
                "float(if(train = 1, 50, if(train = 2, -9, 7))) AS code",
                "substring('abc', train + 1, 1) AS letter",
                "float(if(train = 0, 1, 2)) AS tells_one",
                "float(id % 5) AS tells_nothing",
                "concat('user', id) AS unique",
                "if(train = 0, null, substring('abc', train + 1, 1)) AS with_null");

    List<ColumnScan> scans = FeatureScan.of(rows, 3).columns();

    assertThat(scans.get(0).errorsTakenAway()).isEqualTo(1);
    assertThat(scans.get(1).errorsTakenAway()).isEqualTo(1);
    assertThat(scans.get(2).errorsTakenAway()).isCloseTo(286 / 429.0, within(0.01));
    assertThat(scans.get(3).errorsTakenAway()).isZero();
    assertThat(scans.get(4).errorsTakenAway()).as("a unique text tells nothing").isZero();
    assertThat(scans.get(5).errorsTakenAway()).as("NULL is a value of its own").isEqualTo(1);
  }

  @Test
  void aNumberThatIsTheLabelInAnotherUnitCorrelatesWhollyAndAMissingOneIsLeftOut() {
    Dataset<Row> rows =
        LocalSpark.session()
            .sql(
                "SELECT * FROM VALUES (300d, 572d, 4d, 1d), (301d, 573.8d, 4d, null), (305d, 581d, 4d, 3d),"
                    + " (304d, 579.2d, 4d, 2d) t(label, fahrenheit, constant, other)");

    List<Double> correlations = LabelCorrelation.of(rows);

    assertThat(correlations.get(0)).isCloseTo(1, within(1e-9));
    assertThat(correlations.get(1)).isNaN();
    // numpy.corrcoef([300, 305, 304], [1, 3, 2])[0, 1]
    assertThat(correlations.get(2)).isCloseTo(0.944911182523068, within(1e-9));
  }

  private static FeatureScan scan(Dataset<Row> rows) {
    List<Column> columns = new ArrayList<>(List.of(functions.lit(-1)));
    for (String name : rows.columns()) {
      columns.add(rows.col(name));
    }
    return FeatureScan.of(rows.select(columns.toArray(Column[]::new)));
  }

  private static Histogram.Numeric numeric(Dataset<Row> rows) {
    return (Histogram.Numeric) scan(rows).histograms().get(0);
  }

  private static Histogram.Categorical categorical(List<Row> rows) {
    Dataset<Row> data = LocalSpark.session().createDataFrame(rows, StructType.fromDDL("c STRING"));
    return (Histogram.Categorical) scan(data).histograms().get(0);
  }
}
