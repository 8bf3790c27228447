package io.propensity.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.features.Features;
import io.propensity.pipeline.Pipeline;
import io.propensity.run.ConfigurationException;
import io.propensity.run.ContractException;
import io.propensity.run.NotFoundException;
import io.propensity.table.Warehouse;
import io.propensity.test.LocalSpark;
import io.propensity.test.LocalWarehouse;
import io.propensity.training.Pipelines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
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
    assertThat(directory.resolve("warehouse/tests")).isDirectoryNotContaining("glob:**/_*");
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
        .hasMessage(
            "key: the rows have no column 'id'; their columns are key, age; label.column: the rows have no column 'answer'; their columns are key, age");
  }

  @Test
  void saysWhereDataIsMissing() {
    assertThatThrownBy(
            () -> ingest(Pipelines.csv(directory.resolve("none.csv").toString(), SCHEMA)))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("There is no raw data at " + directory.resolve("none.csv"));
  }

  @Test
  void aTableOfTheSameFilesReadInTheSameWayStands() throws IOException {
    Path file = Files.writeString(directory.resolve("users.csv"), HEADER + "a,31,1,yes\n");
    Pipeline pipeline = Pipelines.csv(file.toString(), SCHEMA);
    IngestionSummary first = ingest(pipeline, false).get(0);
    assertThat(first.standing()).isFalse();

    IngestionSummary again = ingest(pipeline, false).get(0);
    assertThat(again.standing()).isTrue();
    assertThat(again.snapshot()).isEqualTo(first.snapshot());
    assertThat(again.standing(0)).isEqualTo(first.standing(0));

    assertThat(ingest(pipeline, true).get(0).standing()).isFalse();
    assertThat(ingest(Pipelines.csv(file.toString(), SCHEMA.replace("INT", "BIGINT")), false))
        .noneMatch(IngestionSummary::standing);
    assertThat(ingest(pipeline, false)).noneMatch(IngestionSummary::standing);
    assertThat(ingest(pipeline, false)).allMatch(IngestionSummary::standing);
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
    assertThat(ingest(pipeline, false)).noneMatch(IngestionSummary::standing);
  }

  @Test
  void rulesThatLookAtTheClockAreCheckedEachTime() throws IOException {
    Path file = Files.writeString(directory.resolve("users.csv"), "id,at\na,2999-01-01 00:00:00\n");
    Pipeline pipeline =
        Pipelines.parse(
            """
            format_version: 1
            name: tests
            key: id
            task: binary
            sources:
              raw: {format: csv, path: %s, schema: 'id STRING, at TIMESTAMP', quality: [{freshness: {at: 24}}]}
            label: {column: id, positive: a}
            numeric: [at]
            algorithm: {name: catboost}
            """
                .formatted(file));
    for (int run = 0; run < 2; run++) {
      try (Warehouse warehouse = LocalWarehouse.open(root())) {
        assertThat(
                new Ingest(LocalSpark.session(), warehouse, columns -> {}).write(pipeline, false))
            .noneMatch(IngestionSummary::standing);
      }
    }
  }

  @Test
  void aTableOfTheWarehouseIsASourceAndItsSnapshotIsTold() {
    long written =
        LocalWarehouse.write(
            root(),
            "other/raw",
            LocalSpark.session().sql("SELECT 1 AS id, 2 AS age, 'yes' AS answer"));
    Pipeline pipeline =
        Pipelines.parse(
            """
            format_version: 1
            name: tests
            key: id
            task: binary
            sources: {raw: {format: iceberg, path: %s}}
            label: {column: answer, positive: yes}
            numeric: [age]
            algorithm: {name: catboost}
            """
                .formatted(root().resolve("other/raw"))
                .replace("positive: yes", "positive: 'yes'"));
    for (boolean stands : new boolean[] {false, true}) {
      try (Warehouse warehouse = LocalWarehouse.open(root()).serve()) {
        List<IngestionSummary> summaries =
            new Ingest(LocalSpark.session(), warehouse, columns -> {}).write(pipeline, false);
        assertThat(summaries.get(0).upstreamSnapshot()).isEqualTo(written);
        assertThat(summaries.get(0).standing()).isEqualTo(stands);
      }
    }
    assertThat(table().collectAsList().toString()).isEqualTo("[[1,2,yes]]");
  }

  @Test
  void noSourceIsCommittedBeforeAllWereChecked() throws IOException {
    Path good = Files.writeString(directory.resolve("good.csv"), "id,y,x\na,1,2\n");
    Path bad = Files.writeString(directory.resolve("bad.csv"), "id\n");
    Pipeline pipeline =
        Pipelines.parse(
            """
            format_version: 1
            name: tests
            key: id
            task: binary
            sources:
              raw: {format: csv, path: %s, schema: 'id STRING, y INT, x INT'}
              shops: {format: csv, path: %s, schema: 'id STRING'}
            label: {column: y, positive: "1"}
            numeric: [x]
            algorithm: {name: catboost}
            """
                .formatted(good, bad));
    try (Warehouse warehouse = LocalWarehouse.open(root())) {
      Ingest ingest = new Ingest(LocalSpark.session(), warehouse, columns -> {});
      assertThatThrownBy(() -> ingest.write(pipeline, false))
          .isInstanceOf(ContractException.class)
          .hasMessageStartingWith("The rows of sources.shops break 1 of 1 rules");
    }
    assertThat(LocalWarehouse.find(root(), "tests/raw")).isEmpty();
  }

  @Test
  void rowsWithoutAKeyAreNumberedInEverySourceOfTheSplit() throws IOException {
    for (String file : List.of("train.csv", "test.csv", "notes.csv")) {
      Files.writeString(directory.resolve(file), "age,answer\n31,yes\n32,no\n");
    }
    Pipeline pipeline =
        Pipelines.parse(
            """
            format_version: 1
            name: tests
            key: generated
            task: binary
            sources:
              raw: {path: "%1$s/train.csv", format: csv, schema: "age INT, answer STRING"}
              holdout: {path: "%1$s/test.csv", format: csv, schema: "age INT, answer STRING"}
              notes: {path: "%1$s/notes.csv", format: csv, schema: "age INT, answer STRING"}
            label: {column: answer, positive: "yes"}
            numeric: [age]
            split: {by: sources, train: raw, test: holdout}
            algorithm: {name: catboost}
            """
                .formatted(directory));

    try (Warehouse warehouse = LocalWarehouse.open(root())) {
      new Ingest(LocalSpark.session(), warehouse, columns -> {}).write(pipeline, false);
    }

    for (String table : List.of("tests/raw", "tests/holdout")) {
      assertThat(
              LocalWarehouse.rows(root(), table)
                  .select("row_id")
                  .as(Encoders.LONG())
                  .collectAsList())
          .containsExactlyInAnyOrder(1L, 2L);
    }
    assertThat(LocalWarehouse.rows(root(), "tests/notes").columns())
        .containsExactly("age", "answer");
  }

  private Dataset<Row> ingest(String csv, String schema) throws IOException {
    Path file = Files.writeString(directory.resolve("users.csv"), csv);
    ingest(Pipelines.csv(file.toString(), schema));
    return table();
  }

  private void ingest(Pipeline pipeline) {
    ingest(pipeline, false);
  }

  private List<IngestionSummary> ingest(Pipeline pipeline, boolean force) {
    try (Warehouse warehouse = LocalWarehouse.open(root())) {
      return new Ingest(LocalSpark.session(), warehouse, columns -> require(columns, pipeline))
          .write(pipeline, force);
    }
  }

  private Dataset<Row> table() {
    return LocalWarehouse.rows(root(), "tests/raw");
  }

  private Path root() {
    return directory.resolve("warehouse");
  }

  private static void require(StructType columns, Pipeline pipeline) {
    new Features(LocalSpark.session(), pipeline, file -> "", LocalDate.parse("2026-11-20"))
        .require(Map.of(Pipeline.RAW, columns));
  }
}
