package io.propensity.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sha2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.propensity.pipeline.Source;
import io.propensity.pipeline.SourceFormat;
import io.propensity.run.ConfigurationException;
import io.propensity.test.DocumentedYaml;
import io.propensity.test.LocalSpark;
import io.propensity.test.LocalWarehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowNumbersTest {

  private static final SparkSession SPARK = LocalSpark.session();
  private static final String SPLITS = "spark.sql.files.maxPartitionBytes";

  @TempDir Path directory;

  @Test
  void rowsOfOrcFilesAreNumberedByPathAndPlaceHoweverTheyAreCut() {
    String path = directory.resolve("orc").toString();
    for (int part = 0; part < 3; part++) {
      ids(part * 20_000L, 20_000)
          .coalesce(1)
          .write()
          .option("orc.stripe.size", 65_536)
          .option("orc.compress", "NONE")
          .orc(path + "/part=" + part);
    }
    Source source = Source.of(SourceFormat.ORC, path, Map.of(), null);

    List<Row> whole = cut(source, "128MB");
    List<Row> cut = cut(source, "200KB");

    assertThat(cut).isEqualTo(whole);
    assertThat(cut.stream().map(row -> row.getLong(0)))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 60_000).boxed().toList());
    assertThat(cut).allMatch(row -> row.getLong(0) == row.getLong(1) + 1);
  }

  @Test
  void objectsOfJsonFilesAreNumberedByPathAndPlace() throws IOException {
    Files.writeString(directory.resolve("b.json"), "[{\"id\": 3},\n{\"id\":\n 4}, {\"id\": 5}]");
    Files.writeString(directory.resolve("a.json"), "[{\"id\": 1},\n{\"id\": 2}]");
    Source source =
        Source.of(
            SourceFormat.JSON, directory + "/*.json", Map.of("multi_line", true), "id BIGINT");

    assertThat(numbers(JsonSource.read(SPARK, source, true).kept(), "id"))
        .hasToString("[[1,1], [2,2], [3,3], [4,4], [5,5]]");
  }

  @Test
  void rowsOfAnIcebergTableAreNumberedByTheFilesOfItsSnapshot() {
    Path root = directory.resolve("warehouse");
    LocalWarehouse.write(root, "shop/users", ids(0, 5_000).repartition(4, col("id")));
    Dataset<Row> rows = LocalWarehouse.rows(root, "shop/users");

    List<Row> once = numbers(RowNumbers.of(rows).orElseThrow(), "id");
    List<Row> again =
        numbers(RowNumbers.of(LocalWarehouse.rows(root, "shop/users")).orElseThrow(), "id");

    assertThat(once).isEqualTo(again);
    assertThat(once.stream().map(row -> row.getLong(0)))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 5_000).boxed().toList());
    List<Long> places =
        rows.orderBy("_file", "_pos").select("id").as(Encoders.LONG()).collectAsList();
    assertThat(once.stream().map(row -> row.getLong(1))).containsExactlyElementsOf(places);
  }

  @Test
  void rowsOfACatalogsTableOfFilesAreNumbered() {
    ids(0, 100).coalesce(1).write().mode("overwrite").saveAsTable("numbered_of_a_catalog");
    try {
      assertThat(numbers(read(table("default.numbered_of_a_catalog")), "id"))
          .hasSize(100)
          .allMatch(row -> row.getLong(0) == row.getLong(1) + 1);
    } finally {
      SPARK.sql("DROP TABLE numbered_of_a_catalog");
    }
  }

  @Test
  void rowsThatHaveNoPlaceInAFileAreRefused() throws IOException {
    SPARK.range(3).createOrReplaceTempView("made_up");
    try {
      assertThatThrownBy(() -> read(table("made_up")))
          .isInstanceOf(ConfigurationException.class)
          .hasMessage(
              "key: generated numbers rows by their place in files and Iceberg tables, and those of sources.raw, table made_up, have none that stays: name a column");
    } finally {
      SPARK.catalog().dropTempView("made_up");
    }
    Source connector =
        new ObjectMapper()
            .convertValue(DocumentedYaml.of("gcp.md", "sources").path("customers"), Source.class);
    assertThatThrownBy(() -> read(connector))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("sources.raw, bigquery, have none that stays");
  }

  private static Source table(String name) {
    return new Source(null, name, null, null, null, null, null, null, null);
  }

  private static List<Row> cut(Source source, String bytes) {
    SPARK.conf().set(SPLITS, bytes);
    try {
      return numbers(read(source), "id");
    } finally {
      SPARK.conf().unset(SPLITS);
    }
  }

  private static Dataset<Row> read(Source source) {
    return ColumnarSource.read(SPARK, source, "raw", true).all();
  }

  /** The numbers in their order, and a column beside them. */
  private static List<Row> numbers(Dataset<Row> rows, String column) {
    return rows.select(TextFiles.NUMBER, column).orderBy(TextFiles.NUMBER).collectAsList();
  }

  private static Dataset<Row> ids(long first, long count) {
    return SPARK
        .range(first, first + count, 1, 1)
        .toDF("id")
        .withColumn("text", sha2(col("id").cast("string"), 256));
  }
}
