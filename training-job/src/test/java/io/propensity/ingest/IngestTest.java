package io.propensity.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.features.Features;
import io.propensity.pipeline.Pipeline;
import io.propensity.run.ConfigurationException;
import io.propensity.run.ContractException;
import io.propensity.run.NotFoundException;
import io.propensity.run.RunId;
import io.propensity.test.LocalSpark;
import io.propensity.training.Pipelines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestTest {

  private static final String SCHEMA = "id STRING, age INT, charge STRING, answer STRING";
  private static final String HEADER = "id,age,charge,answer\n";

  @TempDir Path directory;

  @Test
  void writesTheDeclaredTypesAndKeepsBlanks() throws IOException {
    Dataset<Row> raw = ingest(HEADER + "a,31, ,yes\nb,,2.5,no\n", SCHEMA).orderBy("id");

    assertThat(raw.schema().toDDL()).isEqualTo("id STRING,age INT,charge STRING,answer STRING");
    assertThat(raw.collectAsList().toString()).isEqualTo("[[a,31, ,yes], [b,null,2.5,no]]");
  }

  @Test
  void aDoubledQuoteStandsForOneAndABackslashForItself() throws IOException {
    Dataset<Row> raw = ingest(HEADER + "a,31,\"say \"\"hi\"\", \\\",yes\n", SCHEMA);

    assertThat(raw.head().getString(2)).isEqualTo("say \"hi\", \\");
  }

  @Test
  void aSecondIngestTakesThePlaceOfTheFirst() throws IOException {
    ingest(HEADER + "a,31,1,yes\n", SCHEMA);

    assertThat(ingest(HEADER + "b,32,1,yes\n", SCHEMA).collectAsList().toString())
        .isEqualTo("[[b,32,1,yes]]");
  }

  @Test
  void aRowThatDoesNotFitIsNamedAndTheOldTableStays() throws IOException {
    ingest(HEADER + "a,31,1,yes\n", SCHEMA);

    assertThatThrownBy(() -> ingest(HEADER + "b,32,1,yes\nc,young,1,no\n", SCHEMA))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("1 of 2 rows of sources.raw are malformed, and max_malformed is 0")
        .hasMessageEndingWith("users.csv line 3: it age is not int: c,young,1,no");
    assertThat(table().collectAsList().toString()).isEqualTo("[[a,31,1,yes]]");
    assertThat(directory.resolve("warehouse")).isDirectoryNotContaining("glob:**_staging");
  }

  @Test
  void aHeaderThatDiffersIsRefusedWithTheDifference() {
    assertThatThrownBy(() -> ingest("id,years,charge,answer\na,1,1,no\n", SCHEMA))
        .isInstanceOf(ContractException.class)
        .hasMessageEndingWith(
            "users.csv differs from the schema of its source: it lacks [age] and has beyond them [years]");
    assertThatThrownBy(() -> ingest("id,charge,age,answer\na,1,1,no\n", SCHEMA))
        .isInstanceOf(ContractException.class)
        .hasMessageEndingWith("the columns stand in another order: [id, charge, age, answer]");
  }

  @Test
  void aWrongSchemaOrKeyIsAConfigurationError() {
    assertThatThrownBy(() -> ingest(HEADER, "id STRING, age NUMBER"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("schema: is not a list of columns");
    assertThatThrownBy(() -> ingest("key,age\na,1\n", "key STRING, age INT"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("key: the rows have no column 'id'; their columns are key, age");
  }

  @Test
  void saysWhereDataIsMissing() {
    assertThatThrownBy(
            () -> ingest(Pipelines.csv(directory.resolve("none.csv").toString(), SCHEMA)))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("There is no raw data at " + directory.resolve("none.csv"));
  }

  private Dataset<Row> ingest(String csv, String schema) throws IOException {
    Path file = Files.writeString(directory.resolve("users.csv"), csv);
    ingest(Pipelines.csv(file.toString(), schema));
    return table();
  }

  private void ingest(Pipeline pipeline) {
    new Ingest(LocalSpark.session(), columns -> require(columns, pipeline))
        .write(pipeline, location(), new RunId("r-test"));
  }

  private Dataset<Row> table() {
    return LocalSpark.session().read().parquet(location());
  }

  private String location() {
    return directory.resolve("warehouse/raw").toString();
  }

  private static void require(StructType columns, Pipeline pipeline) {
    new Features(LocalSpark.session(), pipeline, file -> "", LocalDate.parse("2026-11-20"))
        .require(Map.of(Pipeline.RAW, columns));
  }
}
