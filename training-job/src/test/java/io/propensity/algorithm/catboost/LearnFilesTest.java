package io.propensity.algorithm.catboost;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.expression.ColumnType;
import io.propensity.features.Features;
import io.propensity.features.ModelColumns;
import io.propensity.model.Feature;
import io.propensity.model.Task;
import io.propensity.scoring.FeatureTable;
import io.propensity.split.SplitName;
import io.propensity.split.TrainingRows;
import io.propensity.split.TrainingSet;
import io.propensity.test.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnFilesTest {

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
            "yes\t2.5\t1.0\tZürich",
            "no\tNaN\tNaN\t\\N",
            "no\tNaN\t0.0\t",
            "yes\t3.4028235E38\t0.0\ta\\u0009b\\u000a\\u0022c\\u0022\\u005c",
            "yes\t-3.4028235E38\t0.0\t\\ud83d\\ude00");
  }

  @Test
  void describesTheColumns() throws IOException {
    Path file = directory.resolve("columns.tsv");

    LearnLayout.of(FEATURES, List.of("no", "yes"), false).describe(file);
    assertThat(file).hasContent("0\tLabel\n1\tNum\tamount\n2\tNum\tpremium\n3\tCateg\tcity\n");

    LearnLayout.of(FEATURES, List.of(), true).describe(file);
    assertThat(file)
        .hasContent("0\tLabel\n1\tWeight\n2\tNum\tamount\n3\tNum\tpremium\n4\tCateg\tcity\n");
  }

  @Test
  void theRowsAreInOneOrderHoweverTheyCame() throws IOException {
    List<Row> rows = new ArrayList<>();
    Random random = new Random(2);
    for (int i = 0; i < 500; i++) {
      String split = i % 4 == 0 ? "validation" : "train";
      rows.add(
          RowFactory.create(
              "key-" + i,
              split,
              i % 3 / 2.0,
              0.5 + i % 2,
              random.nextDouble(),
              i % 2 == 0,
              "c" + i));
    }
    LearnFiles first = write(rows, 1, "first");
    Collections.shuffle(rows, random);
    LearnFiles second = write(rows, 5, "second");

    assertThat(first.learn()).hasSameTextualContentAs(second.learn());
    assertThat(first.eval().orElseThrow()).hasSameTextualContentAs(second.eval().orElseThrow());
    assertThat(Files.readAllLines(first.learn())).hasSize(375).doesNotHaveDuplicates();
    assertThat(Files.readAllLines(first.eval().orElseThrow()))
        .hasSize(125)
        .allMatch(line -> line.split("\t", -1).length == 5);
  }

  private LearnFiles write(List<Row> rows, int partitions, String name) throws IOException {
    StructType schema =
        StructType.fromDDL(
            "id STRING, %s STRING, %s DOUBLE, _weight DOUBLE, amount DOUBLE, premium BOOLEAN, city STRING"
                .formatted(SplitName.COLUMN, Features.LABEL));
    Dataset<Row> table = LocalSpark.session().createDataFrame(rows, schema).repartition(partitions);
    TrainingSet set =
        new TrainingSet(
            table,
            new TrainingRows(
                Map.of(SplitName.TRAIN, List.of(500L), SplitName.VALIDATION, List.of(125L)),
                0,
                "0",
                "0"),
            new ModelColumns(List.of(), List.of(), FEATURES),
            List.of("id"),
            Task.REGRESSION,
            List.of(),
            Optional.empty(),
            true,
            42);
    LearnLayout layout = LearnLayout.of(FEATURES, List.of(), true);
    return LearnFiles.write(set, layout, Files.createDirectory(directory.resolve(name)));
  }

  private List<String> lines(Row... rows) throws IOException {
    StructType schema =
        StructType.fromDDL(
            "%s INT, amount DOUBLE, premium BOOLEAN, city STRING".formatted(Features.LABEL));
    Dataset<Row> table = LocalSpark.session().createDataFrame(List.of(rows), schema).coalesce(1);
    return Files.readAllLines(write(table, FEATURES, List.of("no", "yes"), directory));
  }

  /** Writes rows in the order that they have, and their description as {@code columns.tsv}. */
  static Path write(Dataset<Row> table, List<Feature> features, List<String> labels, Path directory)
      throws IOException {
    List<Column> columns = new ArrayList<>(List.of(lit(0).as("_file"), col(Features.LABEL)));
    columns.addAll(FeatureTable.vector(table, features));
    LearnLayout layout = LearnLayout.of(features, labels, false);
    Path description = directory.resolve("columns.tsv");
    layout.describe(description);
    LearnFiles files = new LearnFiles(directory.resolve("rows.tsv"), Optional.empty(), description);
    files.copy(table.select(columns.toArray(Column[]::new)), layout);
    return files.learn();
  }
}
