package io.propensity.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.propensity.pipeline.Source;
import io.propensity.pipeline.SourceFormat;
import io.propensity.run.ConfigurationException;
import io.propensity.run.ContractException;
import io.propensity.run.NotFoundException;
import io.propensity.test.DocumentedYaml;
import io.propensity.test.LocalSpark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColumnarSourceTest {

  @TempDir Path directory;

  @Test
  void takesTheDeclaredColumns() {
    assertThat(read("name STRING, id INT").collectAsList().toString()).isEqualTo("[[a,1], [b,2]]");
  }

  @Test
  void takesAllColumnsWithoutASchema() {
    assertThat(read(null).columns()).containsExactly("id", "name", "more");
  }

  @Test
  void takesAWiderTypeWhereNoValueChanges() {
    Dataset<Row> wide = read("id BIGINT, name STRING");

    assertThat(wide.schema().toDDL()).isEqualTo("id BIGINT,name STRING");
    assertThat(read("id DOUBLE").collectAsList().toString()).isEqualTo("[[1.0], [2.0]]");
  }

  @Test
  void namesEveryColumnThatDiffers() {
    assertThatThrownBy(() -> read("id SMALLINT, age INT, name INT, more STRING"))
        .isInstanceOf(ContractException.class)
        .hasMessage(
            "The data of sources.raw differ from its schema: column 'id' is int, declared smallint;"
                + " column 'age' is absent; column 'name' is string, declared int; column 'more' is"
                + " boolean, declared string");
  }

  @Test
  void numbersRowsByFileAndPlace() {
    Dataset<Row> rows =
        ColumnarSource.read(LocalSpark.session(), source(null), "raw", true)
            .all()
            .orderBy(TextFiles.NUMBER);

    assertThat(rows.select(TextFiles.NUMBER).collectAsList().toString()).isEqualTo("[[1], [2]]");
  }

  @Test
  void saysWhichConnectorIsNotThere() {
    assertThatThrownBy(
            () ->
                ColumnarSource.read(
                    LocalSpark.session(),
                    new Source(
                        null,
                        null,
                        "snowflake",
                        Map.of("table", "a.b"),
                        null,
                        null,
                        null,
                        null,
                        null),
                    "raw",
                    false))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("sources.raw.format: there is no 'snowflake' among Spark's jars");
    assertThatThrownBy(
            () ->
                ColumnarSource.read(
                    LocalSpark.session(),
                    new Source(null, "nowhere_at_all", null, null, null, null, null, null, null),
                    "raw",
                    false))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("there is no table nowhere_at_all");
  }

  /** With a stand-in for the connector: Google's own is not to be had where this is built. */
  @Test
  void handsBigQuerysConnectorTheOptionsOfTheDocumentation() throws IOException {
    JsonNode documented = DocumentedYaml.of("gcp.md", "sources").path("customers");
    Source source = new ObjectMapper().convertValue(documented, Source.class);

    List<Row> arrived =
        ColumnarSource.read(LocalSpark.session(), source, "customers", false).all().collectAsList();

    assertThat(arrived)
        .extracting(Row::toString)
        .containsExactlyInAnyOrder(
            "[parentproject,shop]", "[project,shop]", "[dataset,crm]", "[table,customers]");
  }

  private Dataset<Row> read(@Nullable String schema) {
    return ColumnarSource.read(LocalSpark.session(), source(schema), "raw", false)
        .all()
        .orderBy("id");
  }

  private Source source(@Nullable String schema) {
    String path = directory.resolve("users").toString();
    LocalSpark.session()
        .sql("SELECT 1 AS id, 'a' AS name, true AS more UNION ALL SELECT 2, 'b', false")
        .coalesce(1)
        .write()
        .mode("overwrite")
        .parquet(path);
    return Source.of(SourceFormat.PARQUET, path, Map.of(), schema);
  }
}
