package io.propensity.algorithm.catboost;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.expression.ColumnType;
import io.propensity.features.Features;
import io.propensity.model.Feature;
import io.propensity.test.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnFileTest {

  private static final List<Feature> FEATURES =
      List.of(
          new Feature("amount", ColumnType.NUMBER, Feature.Kind.NUMERIC),
          new Feature("premium", ColumnType.BOOLEAN, Feature.Kind.NUMERIC),
          new Feature("city", ColumnType.STRING, Feature.Kind.CATEGORICAL));

  @TempDir Path directory;

  @Test
  void writesARowALineThatNeedsNoQuoting() throws IOException {
    assertThat(
            lines(
                RowFactory.create(1, 2.5, true, "Zürich"),
                RowFactory.create(0, null, null, null),
                RowFactory.create(0, Double.NaN, false, ""),
                RowFactory.create(1, Double.POSITIVE_INFINITY, false, "a\tb\n\"c\"\\"),
                RowFactory.create(1, -1e300, false, "😀")))
        .containsExactly(
            "1\t2.5\t1.0\tZürich",
            "0\tNaN\tNaN\t\\N",
            "0\tNaN\t0.0\t",
            "1\t3.4028235E38\t0.0\ta\\u0009b\\u000a\\u0022c\\u0022\\u005c",
            "1\t-3.4028235E38\t0.0\t\\ud83d\\ude00");
  }

  @Test
  void describesTheColumns() throws IOException {
    Path file = directory.resolve("columns.tsv");

    LearnFile.describe(FEATURES, file);

    assertThat(file).hasContent("0\tLabel\n1\tNum\tamount\n2\tNum\tpremium\n3\tCateg\tcity\n");
  }

  private List<String> lines(Row... rows) throws IOException {
    StructType schema =
        StructType.fromDDL(
            "%s INT, amount DOUBLE, premium BOOLEAN, city STRING".formatted(Features.LABEL));
    Path file = directory.resolve("rows.tsv");
    LearnFile.write(
        LocalSpark.session().createDataFrame(List.of(rows), schema).coalesce(1), FEATURES, file);
    return Files.readAllLines(file);
  }
}
