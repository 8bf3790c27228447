package io.propensity.table;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.environment.Catalog;
import io.propensity.run.ConfigurationException;
import io.propensity.run.ContractException;
import io.propensity.run.NotFoundException;
import io.propensity.test.LocalSpark;
import io.propensity.test.LocalWarehouse;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
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
    assertThat(tables.find(RAW)).isEmpty();
    long first = tables.replace(rows(10), RAW, Map.of("origin", "a"), List.of());
    WarehouseTable before = tables.find(RAW).orElseThrow();
    long second = tables.replace(rows(3), RAW, Map.of("origin", "b"), List.of());

    assertThat(tables.find(RAW).orElseThrow().snapshot()).isEqualTo(second).isNotEqualTo(first);
    assertThat(before.rows().count()).isEqualTo(10);
    assertThat(tables.find(RAW).orElseThrow().rows().count()).isEqualTo(3);
    WarehouseTable again = tables.find(RAW, first).orElseThrow();
    assertThat(again.rows().count()).isEqualTo(10);
    assertThat(again.properties()).isEqualTo(Map.of("origin", "a"));
    assertThat(tables.find(RAW).orElseThrow().property("origin")).contains("b");
  }

  @Test
  void aSnapshotThatATableHasNotIsNotFound() {
    Warehouse tables = open("sqlite", 10, 24);
    assertThat(tables.find(RAW, 17)).isEmpty();
    long there = tables.replace(rows(1), RAW, Map.of(), List.of());
    assertThatThrownBy(() -> tables.find(RAW, 17))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("has no snapshot 17: it has [" + there + "]");
  }

  @Test
  void nobodySeesStagedRowsUntilTheyAreCommittedAndNothingStaysOfDroppedOnes() throws IOException {
    Warehouse tables = open("sqlite", 10, 24);
    try (StagedTable staged = tables.stage(rows(10), RAW, List.of())) {
      assertThat(staged.rows().count()).isEqualTo(10);
      assertThat(staged.count()).isEqualTo(10);
      assertThat(tables.find(RAW)).isEmpty();
    }
    assertThat(tables.find(RAW)).isEmpty();
    assertThat(files()).containsExactly("catalog.db");

    tables.replace(rows(5), RAW, Map.of(), List.of());
    Set<String> before = files();
    try (StagedTable staged = tables.stage(rows(7), RAW, List.of())) {
      assertThat(staged.rows().count()).isEqualTo(7);
      assertThat(tables.find(RAW).orElseThrow().rows().count()).isEqualTo(5);
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
    assertThat(tables.find(RAW).orElseThrow().rows().count()).isEqualTo(10);
    assertThat(tables.find(RAW).orElseThrow().property("origin")).contains("good");
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

    Dataset<Row> now = tables.find(RAW).orElseThrow().rows();
    assertThat(now.columns()).containsExactly("fresh", "old", "a.b", "age", "id");
    assertThat(now.schema().apply("age").dataType()).isEqualTo(DataTypes.StringType);
    assertThat(now.orderBy("id").first().mkString(",")).isEqualTo("1.5,3,y,0,0");
    assertThat(tables.find(RAW, first).orElseThrow().rows().orderBy("id").first().mkString(","))
        .isEqualTo("0,x,1,2");
  }

  @Test
  void aTableMayBePartitionedAndAPartitionColumnMayGoAgain() throws IOException {
    Warehouse tables = open("sqlite", 10, 24);
    Dataset<Row> dated = rows(6).withColumn("day", col("id").mod(3).cast("string"));
    tables.replace(dated, RAW, Map.of(), List.of("day"));
    assertThat(files()).anyMatch(file -> file.contains("/day=2/"));
    assertThat(tables.find(RAW).orElseThrow().rows().filter("day = '2'").count()).isEqualTo(2);
    tables.replace(rows(6), RAW, Map.of(), List.of());
    assertThat(tables.find(RAW).orElseThrow().rows().columns()).containsExactly("id");
    tables.replace(dated, RAW, Map.of(), List.of("day"));
    assertThat(tables.find(RAW).orElseThrow().rows().filter("day = '1'").count()).isEqualTo(2);
    assertThatThrownBy(() -> tables.stage(rows(1), RAW, List.of("week")))
        .isInstanceOf(ContractException.class)
        .hasMessage(
            "Cannot partition the table warehouse/telco-churn/raw by 'week': its columns are id");
  }

  @Test
  void aTableMayBePartitionedByTheDaysOfATime() throws IOException {
    Warehouse tables = open("sqlite", 10, 24);
    Dataset<Row> events =
        rows(6)
            .selectExpr(
                "id", "TIMESTAMP '2019-10-01 22:00:00Z' + id * INTERVAL 1 HOUR AS event_time");
    List<String> days = List.of("days(Event_Time)");
    tables.replace(rows(1), RAW, Map.of(), List.of());
    tables.replace(events, RAW, Map.of(), days);
    tables.replace(events, RAW, Map.of(), days);
    assertThat(files()).anyMatch(file -> file.contains("/event_time_day=2019-10-02/"));
    Dataset<Row> now = tables.find(RAW).orElseThrow().rows();
    assertThat(now.columns()).containsExactly("id", "event_time");
    assertThat(now.filter("event_time >= TIMESTAMP '2019-10-02 00:00:00Z'").count()).isEqualTo(4);
    assertThatThrownBy(() -> tables.stage(rows(1), RAW, List.of("days(id)")))
        .isInstanceOf(ContractException.class)
        .hasMessage(
            "Cannot partition the table warehouse/telco-churn/raw by days(id): it is a long, no time");
    assertThatThrownBy(() -> Partition.parse("weeks(id)"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("'weeks(id)' is unknown; write a column, or years,");
  }

  @Test
  void anEmptyTableIsATable() {
    Warehouse tables = open("sqlite", 10, 24);
    tables.replace(rows(5), RAW, Map.of(), List.of());
    tables.replace(rows(0), RAW, Map.of("origin", "empty"), List.of());
    assertThat(tables.find(RAW).orElseThrow().rows().count()).isZero();
    assertThat(tables.find(RAW).orElseThrow().property("origin")).contains("empty");
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
    assertThatThrownBy(() -> tables.find(RAW, first)).isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> tables.find(RAW, second)).isInstanceOf(NotFoundException.class);
    assertThat(tables.find(RAW).orElseThrow().rows().count()).isEqualTo(4);
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
    assertThat(tables.find(RAW).orElseThrow().rows().count()).isEqualTo(2);
  }

  @Test
  void aCommitInBetweenIsKeptInTheHistory() {
    Warehouse tables = open("sqlite", 10, 24);
    try (StagedTable mine = tables.stage(rows(3), RAW, List.of());
        StagedTable theirs = tables.stage(rows(2), RAW, List.of())) {
      long other = theirs.commit(Map.of("run", "theirs"));
      long own = mine.commit(Map.of("run", "mine"));
      assertThat(tables.find(RAW).orElseThrow().snapshot()).isEqualTo(own);
      assertThat(tables.find(RAW).orElseThrow().rows().count()).isEqualTo(3);
      assertThat(tables.find(RAW, other).orElseThrow().rows().count()).isEqualTo(2);
    }
    assertThat(tables.find(RAW).orElseThrow().rows().count()).isEqualTo(3);
  }

  @Test
  void aChangeOfColumnsInBetweenIsLivedThrough() {
    Warehouse tables = open("sqlite", 10, 24);
    tables.replace(rows(1), RAW, Map.of(), List.of());
    try (StagedTable mine = tables.stage(rows(3).withColumn("b", lit("mine")), RAW, List.of())) {
      tables.replace(rows(2).withColumn("c", lit(1)), RAW, Map.of(), List.of());
      mine.commit(Map.of());
    }
    Dataset<Row> now = tables.find(RAW).orElseThrow().rows();
    assertThat(now.columns()).containsExactly("id", "b");
    assertThat(now.filter("b = 'mine'").count()).isEqualTo(3);
  }

  @Test
  void servesTheSessionsTablesByTheirPlaceAndLeavesOtherPlacesToFiles() {
    Warehouse tables = open("sqlite", 10, 24).serve();
    String raw = table().toString();
    String old = directory.resolve("warehouse/old/raw").toString();
    rows(4).write().parquet(old);

    long first = tables.replace(rows(3), RAW, Map.of("recipe", "a"), List.of());

    Tables.Opened opened = Tables.open(SPARK, "raw table", raw, null, "make it");
    assertThat(opened.snapshot()).isEqualTo(first);
    assertThat(opened.property("recipe")).contains("a");
    assertThat(Tables.read(SPARK, "users table", old, "make it").count()).isEqualTo(4);
    assertThat(Tables.open(SPARK, "users table", old, null, "make it").snapshot()).isNull();
    tables.replace(rows(9), RAW, Map.of(), List.of());
    assertThat(opened.rows().count()).isEqualTo(3);
    assertThat(Tables.open(SPARK, "x", raw, first, "make it").rows().count()).isEqualTo(3);
    assertThat(Tables.read(SPARK, "x", raw, "make it").count()).isEqualTo(9);
    String fromHere = Path.of("").toAbsolutePath().relativize(Path.of(raw)).toString();
    assertThat(Tables.read(SPARK, "x", fromHere + "/", "make it").count()).isEqualTo(9);
    assertThatThrownBy(() -> Tables.open(SPARK, "raw table", old, 17L, "make it"))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("is no table of the catalog and has no snapshot 17");
  }

  @Test
  void aTableMayBeWrittenToAnotherAsItWasRead() {
    Warehouse tables = open("sqlite", 10, 24);
    TableName copy = new TableName("telco-churn", "copy");
    tables.replace(rows(3), RAW, Map.of(), List.of());
    tables.replace(tables.find(RAW).orElseThrow().rows(), copy, Map.of(), List.of());
    assertThat(tables.find(copy).orElseThrow().rows().collectAsList()).hasSize(3);
  }

  private Dataset<Row> rows(long count) {
    return SPARK.range(0, count, 1, 2).toDF();
  }

  private Warehouse open(String type, int keepSnapshots, int keepHours) {
    Warehouse tables =
        LocalWarehouse.open(
            directory.resolve("warehouse"),
            new Catalog(type, null, null, null, keepSnapshots, keepHours));
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
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
