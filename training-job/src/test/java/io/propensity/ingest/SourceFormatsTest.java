package io.propensity.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_distinct;
import static org.apache.spark.sql.functions.input_file_name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.pipeline.Pipeline;
import io.propensity.run.ContractException;
import io.propensity.table.Warehouse;
import io.propensity.test.LocalSpark;
import io.propensity.test.LocalWarehouse;
import io.propensity.training.Pipelines;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.io.compress.BZip2Codec;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each format that a source may have, from its file to the table. */
class SourceFormatsTest {

  private static final SparkSession SPARK = LocalSpark.session();

  @TempDir private Path directory;

  @Test
  void jsonHasAnObjectALineAndOthersAreSetAside() throws IOException {
    write(
        "a.json",
        """
        {"id": 1, "name": "Jürg", "tags": ["x", "y"], "more": true}
        {"name": null, "id": 2}

        {"id": "three", "name": "c"}
        [1, 2]
        {"id": 4, "name": "d"
        """);

    IngestionSummary summary =
        ingest(
                "format: json, path: '%s/a.json', schema: 'id INT, name STRING, tags ARRAY<STRING>', max_malformed: 3")
            .get(0);

    assertThat(rows()).hasToString("[[1,Jürg,ArraySeq(x, y)], [2,null,null]]");
    assertThat(summary.read()).isEqualTo(5);
    assertThat(summary.rejected()).isEqualTo(Map.of("is no JSON object of the schema", 3L));
    assertThat(table("raw_malformed").select("line", "text").orderBy("line").collectAsList())
        .hasToString(
            "[[4,{\"id\": \"three\", \"name\": \"c\"}], [5,[1, 2]], [6,{\"id\": 4, \"name\": \"d\"]]");
  }

  @Test
  void jsonMayBeOneListAFile() throws IOException {
    write("a.json", "[{\"id\": 1, \"name\": \"a\"},\n {\"id\": 2,\n  \"name\": \"b\"}]");

    ingest(
        "format: json, path: '%s/a.json', schema: 'id INT, name STRING', options: {multi_line: true}");

    assertThat(rows()).hasToString("[[1,a], [2,b]]");
  }

  @Test
  void orcHasItsTypes() {
    users().write().orc(directory.resolve("orc").toString());

    ingest("format: orc, path: '%s/orc', schema: 'id BIGINT, name STRING'");

    assertThat(rows()).hasToString("[[1,a], [2,b], [3,a]]");
    assertThat(table("raw").schema().toDDL()).isEqualTo("id BIGINT,name STRING");
  }

  @Test
  void aTableOfACatalogIsRead() {
    users().write().mode("overwrite").saveAsTable("people_of_a_catalog");
    try {
      ingest("table: default.people_of_a_catalog");
    } finally {
      SPARK.sql("DROP TABLE people_of_a_catalog");
    }
    assertThat(rows()).hasToString("[[1,a], [2,b], [3,a]]");
  }

  @Test
  void packedCsvIsUnpackedByItsName() throws IOException {
    BZip2Codec codec = new BZip2Codec();
    codec.setConf(SPARK.sessionState().newHadoopConf());
    try (OutputStream packed =
        codec.createOutputStream(Files.newOutputStream(directory.resolve("a.csv.bz2")))) {
      packed.write("id,name\n1,Jürg\n2,b\n".getBytes(StandardCharsets.UTF_8));
    }

    ingest("format: csv, path: '%s/a.csv.bz2', schema: 'id INT, name STRING'");

    assertThat(rows()).hasToString("[[1,Jürg], [2,b]]");
  }

  @Test
  void aTableIsPartitionedByWhatIsAskedFor() {
    users().write().parquet(directory.resolve("users").toString());

    ingest("format: parquet, path: '%s/users', partition_by: [name]");

    assertThat(rows()).hasToString("[[1,a], [2,b], [3,a]]");
    List<Row> files =
        table("raw")
            .groupBy(input_file_name())
            .agg(count_distinct(col("name")).as("names"))
            .select("names")
            .collectAsList();
    assertThat(files)
        .hasSizeGreaterThanOrEqualTo(2)
        .allSatisfy(names -> assertThat(names.getLong(0)).isEqualTo(1));
  }

  @Test
  void aRuleThatFailsLeavesTheOldTableAndAWarningDoesNot() throws IOException {
    write("a.csv", "id,name\n1,a\n");
    ingest("format: csv, path: '%s/a.csv', schema: 'id INT, name STRING'");
    write("a.csv", "id,name\n2,b\n2,\n");
    String source =
        "format: csv, path: '%s/a.csv', schema: 'id INT, name STRING', quality: [{unique: id SEVERITY}, {not_null: name SEVERITY}]";

    assertThatThrownBy(() -> ingest(source.replace(" SEVERITY", "")))
        .isInstanceOf(ContractException.class)
        .hasMessageStartingWith(
            "The rows of sources.raw break 2 of 3 rules, and the table stays as it was: unique: id");
    assertThat(rows()).hasToString("[[1,a]]");

    List<IngestionSummary> summaries = ingest(source.replace(" SEVERITY", ", severity: warning"));
    assertThat(rows()).hasToString("[[2,null], [2,b]]");
    assertThat(summaries.get(0).quality()).extracting("passed").containsExactly(true, false, false);
  }

  private static Dataset<Row> users() {
    return SPARK
        .sql("SELECT * FROM VALUES (1L, 'a'), (2L, 'b'), (3L, 'a') t(id, name)")
        .coalesce(1);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }

  private List<IngestionSummary> ingest(String source) {
    Pipeline pipeline =
        Pipelines.parse(
            """
            format_version: 1
            name: tests
            key: id
            task: regression
            label: {column: y}
            numeric: [x]
            algorithm: {name: catboost}
            sources:
              raw: {%s}
            """
                .formatted(source.replace("%s", directory.toString())));
    try (Warehouse warehouse = LocalWarehouse.open(root())) {
      return new Ingest(SPARK, warehouse, columns -> {}).write(pipeline, false);
    }
  }

  private List<Row> rows() {
    return table("raw").orderBy("id", "name").collectAsList();
  }

  private Dataset<Row> table(String name) {
    return LocalWarehouse.rows(root(), "tests/" + name);
  }

  private Path root() {
    return directory.resolve("warehouse");
  }
}
