package io.propensity.table;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.environment.Catalog;
import io.propensity.environment.ConfigApi;
import io.propensity.environment.Environment;
import io.propensity.environment.Roots;
import io.propensity.run.ContractException;
import io.propensity.run.NotFoundException;
import io.propensity.run.RunId;
import io.propensity.test.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WarehouseTest {

  private static final SparkSession SPARK = LocalSpark.session();
  private static final TableName RAW = new TableName("telco-churn", "raw");

  @TempDir private Path directory;
  private @Nullable Warehouse warehouse;

  @AfterEach
  void close() {
    if (warehouse != null) {
      warehouse.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "hadoop"})
  void replacesATableWithItsPropertiesAndReadsEachStateAgain(String type) {
    Warehouse tables = open(type, 10, 24);
    assertThat(tables.exists(RAW)).isFalse();
    long first = tables.replace(rows(10), RAW, Map.of("origin", "a"), List.of());
    WarehouseTable before = tables.read(RAW, "make it");
    long second = tables.replace(rows(3), RAW, Map.of("origin", "b"), List.of());

    assertThat(tables.exists(RAW)).isTrue();
    assertThat(tables.currentSnapshot(RAW)).contains(second).isNotEqualTo(first);
    assertThat(before.rows().count()).isEqualTo(10);
    assertThat(tables.read(RAW, "make it").rows().count()).isEqualTo(3);
    WarehouseTable again = tables.read(RAW, first, "make it");
    assertThat(again.rows().count()).isEqualTo(10);
    assertThat(again.properties()).isEqualTo(Map.of("origin", "a"));
    assertThat(tables.read(RAW, "make it").property("origin")).contains("b");
  }

  @Test
  void aTableThatNobodyWroteIsNotFoundWithTheAdvice() {
    Warehouse tables = open("sqlite", 10, 24);
    assertThatThrownBy(() -> tables.read(RAW, "run --steps ingest first"))
        .isInstanceOf(NotFoundException.class)
        .hasMessage("There is no table warehouse/telco-churn/raw: run --steps ingest first");
    long there = tables.replace(rows(1), RAW, Map.of(), List.of());
    assertThatThrownBy(() -> tables.read(RAW, 17, "x"))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("has no snapshot 17: it has [" + there + "]");
  }

  @Test
  void nobodySeesStagedRowsUntilTheyAreCommittedAndNothingStaysOfDroppedOnes() throws IOException {
    Warehouse tables = open("sqlite", 10, 24);
    try (StagedTable staged = tables.stage(rows(10), RAW, List.of())) {
      assertThat(staged.rows().count()).isEqualTo(10);
      assertThat(staged.count()).isEqualTo(10);
      assertThat(tables.exists(RAW)).isFalse();
    }
    assertThat(tables.exists(RAW)).isFalse();
    assertThat(files()).containsExactly("catalog.db");

    tables.replace(rows(5), RAW, Map.of(), List.of());
    Set<String> before = files();
    try (StagedTable staged = tables.stage(rows(7), RAW, List.of())) {
      assertThat(staged.rows().count()).isEqualTo(7);
      assertThat(tables.read(RAW, "x").rows().count()).isEqualTo(5);
    }
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void theOldTableStaysWhenTheNewOneCannotBeWritten() throws IOException {
    Warehouse tables = open("sqlite", 10, 24);
    tables.replace(rows(10), RAW, Map.of("origin", "good"), List.of());
    Set<String> before = files();
    Dataset<Row> broken =
        rows(100)
            .withColumn("id", org.apache.spark.sql.functions.raise_error(lit("no")).cast("long"));
    assertThatThrownBy(() -> tables.replace(broken, RAW, Map.of("origin", "bad"), List.of()))
        .hasStackTraceContaining("no");
    assertThat(tables.read(RAW, "x").rows().count()).isEqualTo(10);
    assertThat(tables.read(RAW, "x").property("origin")).contains("good");
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void columnsMayComeGoMoveAndChangeTheirType() {
    Warehouse tables = open("sqlite", 10, 24);
    Dataset<Row> one =
        rows(4).withColumn("a.b", lit("x")).withColumn("age", lit(1)).withColumn("Old", lit(2));
    long first = tables.replace(one, RAW, Map.of(), List.of());
    Dataset<Row> two =
        rows(4)
            .withColumn("fresh", lit(1.5))
            .withColumn("age", col("id").cast("string"))
            .withColumn("old", lit(3))
            .withColumn("a.b", lit("y"))
            .select("fresh", "old", "`a.b`", "age", "id");
    tables.replace(two, RAW, Map.of(), List.of());

    Dataset<Row> now = tables.read(RAW, "x").rows();
    assertThat(now.columns()).containsExactly("fresh", "old", "a.b", "age", "id");
    assertThat(now.schema().apply("age").dataType()).isEqualTo(DataTypes.StringType);
    assertThat(now.orderBy("id").first().mkString(",")).isEqualTo("1.5,3,y,0,0");
    assertThat(tables.read(RAW, first, "x").rows().orderBy("id").first().mkString(","))
        .isEqualTo("0,x,1,2");
  }

  @Test
  void aTableMayBePartitionedAndAPartitionColumnMayGoAgain() throws IOException {
    Warehouse tables = open("sqlite", 10, 24);
    Dataset<Row> dated = rows(6).withColumn("day", col("id").mod(3).cast("string"));
    tables.replace(dated, RAW, Map.of(), List.of("day"));
    assertThat(files()).anyMatch(file -> file.contains("/day=2/"));
    assertThat(tables.read(RAW, "x").rows().filter("day = '2'").count()).isEqualTo(2);
    tables.replace(rows(6), RAW, Map.of(), List.of());
    assertThat(tables.read(RAW, "x").rows().columns()).containsExactly("id");
    tables.replace(dated, RAW, Map.of(), List.of("day"));
    assertThat(tables.read(RAW, "x").rows().filter("day = '1'").count()).isEqualTo(2);
    assertThatThrownBy(() -> tables.stage(rows(1), RAW, List.of("week")))
        .isInstanceOf(ContractException.class)
        .hasMessage(
            "Cannot partition the table warehouse/telco-churn/raw by 'week': its columns are id");
  }

  @Test
  void anEmptyTableIsATable() {
    Warehouse tables = open("sqlite", 10, 24);
    tables.replace(rows(5), RAW, Map.of(), List.of());
    tables.replace(rows(0), RAW, Map.of("origin", "empty"), List.of());
    assertThat(tables.read(RAW, "x").rows().count()).isZero();
    assertThat(tables.read(RAW, "x").property("origin")).contains("empty");
  }

  @Test
  void oldSnapshotsExpireWithTheirFiles() throws IOException {
    Warehouse tables = open("sqlite", 2, 0);
    long first = tables.replace(rows(1), RAW, Map.of(), List.of());
    long second = tables.replace(rows(2), RAW, Map.of(), List.of());
    for (int rows = 3; rows <= 6; rows++) {
      tables.replace(rows(rows), RAW, Map.of(), List.of());
    }
    int files = dataFiles();
    tables.replace(rows(4), RAW, Map.of(), List.of());

    assertThat(dataFiles()).isEqualTo(files);
    assertThatThrownBy(() -> tables.read(RAW, first, "x")).isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> tables.read(RAW, second, "x")).isInstanceOf(NotFoundException.class);
    assertThat(tables.read(RAW, "x").rows().count()).isEqualTo(4);
  }

  @Test
  void whatADeadRunLeftIsSweptByALaterOneAndALivingRunsFilesAreNot() throws IOException {
    Warehouse tables = open("sqlite", 10, 24);
    tables.replace(rows(1), RAW, Map.of(), List.of());
    Path orphan = table().resolve("data/dead.parquet");
    Path manifest = table().resolve("metadata/dead-m0.avro");
    Path mark = directory.resolve("warehouse/telco-churn/_raw.staged-dead");
    for (Path file : List.of(orphan, manifest, mark)) {
      Files.writeString(file, "x");
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(3, ChronoUnit.DAYS)));
    }
    Path young = Files.writeString(table().resolve("data/young.parquet"), "x");

    tables.replace(rows(2), RAW, Map.of(), List.of());

    assertThat(List.of(orphan, manifest, mark)).noneMatch(Files::exists);
    assertThat(young).exists();
    assertThat(tables.read(RAW, "x").rows().count()).isEqualTo(2);
  }

  @Test
  void aCommitInBetweenIsKeptInTheHistory() {
    Warehouse tables = open("sqlite", 10, 24);
    try (StagedTable mine = tables.stage(rows(3), RAW, List.of());
        StagedTable theirs = tables.stage(rows(2), RAW, List.of())) {
      long other = theirs.commit(Map.of("run", "theirs"));
      long own = mine.commit(Map.of("run", "mine"));
      assertThat(tables.currentSnapshot(RAW)).contains(own);
      assertThat(tables.read(RAW, "x").rows().count()).isEqualTo(3);
      assertThat(tables.read(RAW, other, "x").rows().count()).isEqualTo(2);
    }
    assertThat(tables.read(RAW, "x").rows().count()).isEqualTo(3);
  }

  @Test
  void aChangeOfColumnsInBetweenIsLivedThrough() {
    Warehouse tables = open("sqlite", 10, 24);
    tables.replace(rows(1), RAW, Map.of(), List.of());
    try (StagedTable mine = tables.stage(rows(3).withColumn("b", lit("mine")), RAW, List.of())) {
      tables.replace(rows(2).withColumn("c", lit(1)), RAW, Map.of(), List.of());
      mine.commit(Map.of());
    }
    Dataset<Row> now = tables.read(RAW, "x").rows();
    assertThat(now.columns()).containsExactly("id", "b");
    assertThat(now.filter("b = 'mine'").count()).isEqualTo(3);
  }

  @Test
  void servesTheSessionsTablesByTheirPlaceAndLeavesOtherPlacesToFiles() {
    Warehouse tables = open("sqlite", 10, 24).serve();
    String raw = table().toString();
    String old = directory.resolve("warehouse/old/raw").toString();
    rows(4).write().parquet(old);
    Metadata marked = new MetadataBuilder().putString("propensity.source", "a").build();

    Tables.replace(rows(3).select(col("id").as("id", marked)), raw, new RunId("r-a"));

    Tables.Opened opened = Tables.open(SPARK, "raw table", raw, null, "make it");
    assertThat(opened.snapshot()).isEqualTo(tables.currentSnapshot(RAW).orElseThrow());
    assertThat(opened.rows().schema().apply("id").metadata()).isEqualTo(marked);
    assertThat(Tables.read(SPARK, "users table", old, "make it").count()).isEqualTo(4);
    try (StagedParquet staged = StagedParquet.write(rows(9), raw, List.of(), new RunId("r-b"))) {
      assertThat(staged.rows().count()).isEqualTo(9);
      assertThat(Tables.read(SPARK, "x", raw, "make it").count()).isEqualTo(3);
      staged.commit();
    }
    assertThat(Tables.open(SPARK, "x", raw, opened.snapshot(), "make it").rows().count())
        .isEqualTo(3);
    assertThat(Tables.read(SPARK, "x", raw, "make it").count()).isEqualTo(9);
    assertThatThrownBy(() -> Tables.open(SPARK, "raw table", old, 17L, "make it"))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("is no table of the catalog and has no snapshot 17");
  }

  @Test
  void aTableMayBeWrittenToAnotherAsItWasRead() {
    Warehouse tables = open("sqlite", 10, 24);
    TableName copy = new TableName("telco-churn", "copy");
    tables.replace(rows(3), RAW, Map.of(), List.of());
    tables.replace(tables.read(RAW, "x").rows(), copy, Map.of(), List.of());
    assertThat(tables.read(copy, "x").rows().collectAsList()).hasSize(3);
  }

  private Dataset<Row> rows(long count) {
    return SPARK.range(0, count, 1, 2).toDF();
  }

  private Warehouse open(String type, int keepSnapshots, int keepHours) {
    String root = directory.resolve("warehouse").toString();
    Warehouse tables =
        Warehouse.open(
            SPARK,
            new Environment(
                1,
                new Roots(root, root, root, root, root),
                null,
                null,
                Map.of(),
                new Catalog(type, null, null, null, keepSnapshots, keepHours),
                new ConfigApi("http://localhost:1", 1, 1)),
            Map.of());
    warehouse = tables;
    return tables;
  }

  private Path table() {
    return directory.resolve("warehouse/telco-churn/raw");
  }

  private int dataFiles() throws IOException {
    try (Stream<Path> files = Files.list(table().resolve("data"))) {
      return (int) files.count();
    }
  }

  private Set<String> files() throws IOException {
    Path root = directory.resolve("warehouse");
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString())
          .collect(java.util.stream.Collectors.toCollection(TreeSet::new));
    }
  }
}
