package io.propensity.prediction.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.run.ContractException;
import io.propensity.run.NotFoundException;
import io.propensity.run.UsageException;
import io.propensity.test.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputTableTest {

  private static final SparkSession SPARK = LocalSpark.session();

  @TempDir private static Path home;

  @BeforeAll
  static void configureACatalog() {
    SPARK.conf().set("spark.sql.catalog.shelf", "org.apache.iceberg.spark.SparkCatalog");
    SPARK.conf().set("spark.sql.catalog.shelf.type", "hadoop");
    SPARK.conf().set("spark.sql.catalog.shelf.warehouse", home.resolve("shelf").toString());
  }

  private static Dataset<Row> users(long from, long to) {
    return SPARK.range(from, to).withColumnRenamed("id", "user_id");
  }

  @ParameterizedTest
  @CsvSource({"parquet, true", "parquet, false", "orc, true", "orc, false"})
  void filesWithOtherColumnsAreReadAsOneTableWhateverTheirOrder(String format, boolean firstHasIt) {
    String table = home.resolve("merged-%s-%s".formatted(format, firstHasIt)).toString();
    Dataset<Row> with = users(0, 2).withColumn("country", functions.lit("US"));
    (firstHasIt ? with : users(2, 4)).coalesce(1).write().format(format).save(table);
    (firstHasIt ? users(2, 4) : with).coalesce(1).write().format(format).mode("append").save(table);
    assertThat(
            rows(
                InputTable.Role.USERS
                    .plain()
                    .open(SPARK, table)
                    .rows()
                    .select("user_id", "country")))
        .containsExactly("[0,US]", "[1,US]", "[2,null]", "[3,null]");
  }

  @Test
  void refusesFilesWhoseColumnsAreOfTypesThatDoNotGoTogether() {
    String table = home.resolve("mixed").toString();
    users(0, 2).write().parquet(table);
    users(2, 4)
        .withColumn("user_id", functions.col("user_id").cast("string"))
        .write()
        .mode("append")
        .parquet(table);
    assertThatThrownBy(() -> InputTable.Role.USERS.plain().open(SPARK, table).rows())
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("user_id")
        .hasMessageContaining("types that do not go together");
  }

  @Test
  void orcIsKnownByItsName() {
    String table = home.resolve("orc").toString();
    users(0, 3).write().orc(table);
    assertThat(InputTable.Role.USERS.plain().open(SPARK, table).rows().count()).isEqualTo(3);
  }

  @Test
  void csvIsReadByItsSchemaAndItsHeaderIsHeldAgainstIt() throws IOException {
    Path file = Files.writeString(home.resolve("users.csv"), "user_id,age\n1,30\n2,\n");
    assertThat(rows(csv("user_id BIGINT, age INT").open(SPARK, file.toString()).rows()))
        .containsExactly("[1,30]", "[2,null]");
    assertThatThrownBy(() -> csv("user_id BIGINT, income INT").open(SPARK, file.toString()))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining(
            "lacks income, and has age besides: it is user_id, age; the schema says user_id, income");
  }

  @Test
  void headersOfAllCsvFilesAreReadBeforeARowIsAndToldByWhatIsWrongWithThem() throws IOException {
    Path table = Files.createDirectories(home.resolve("headers"));
    String good = "\uFEFFuser_id,\"Age\",country\r\n1,30,US\r\n";
    Files.writeString(table.resolve("a.csv"), good);
    Files.writeString(table.resolve("b.csv"), "\n  \nuser_id,age,country\n2,40,\"a\"\"b\"\n");
    Files.writeString(table.resolve("c.csv"), "");
    InputTable read = csv("user_id BIGINT, age INT, country STRING");
    assertThat(rows(read.open(SPARK, table.toString()).rows()))
        .containsExactly("[1,30,US]", "[2,40,a\"b]");

    Files.writeString(table.resolve("d.csv"), "user_id,country\n3,US\n");
    Files.writeString(table.resolve("e.csv"), "user_id,country,age\n3,US,50\n");
    Files.writeString(table.resolve("f.csv"), "user_id,years,country\n3,50,US\n");
    Files.writeString(table.resolve("g.csv"), "user_id,years,country\nno number,50,US\n");
    Files.writeString(table.resolve("h.csv"), "user_id,age,country,email\n3,50,US,x\n");

    assertThatThrownBy(() -> read.open(SPARK, table.toString()))
        .isInstanceOfSatisfying(
            ContractException.class,
            broken ->
                assertThat(broken.differences())
                    .hasSize(4)
                    .anyMatch(told -> told.contains("/d.csv, of the users table"))
                    .anyMatch(told -> told.contains(" lacks age: it is user_id, country; the"))
                    .anyMatch(told -> told.contains("/e.csv, of"))
                    .anyMatch(told -> told.contains(" has them in another order: it is user_id,"))
                    .anyMatch(told -> told.contains("/f.csv and of 1 other files, of"))
                    .anyMatch(told -> told.contains(" lacks age, and has years besides: it is"))
                    .anyMatch(told -> told.contains("/h.csv, of"))
                    .anyMatch(told -> told.contains(" has email besides: it is")));
  }

  @Test
  void ofFilesWithoutHeadersSomeAreTold() throws IOException {
    Path table = Files.createDirectories(home.resolve("without headers"));
    for (int i = 0; i < 13; i++) {
      Files.writeString(table.resolve("%d.csv".formatted(i)), "%d,%d\n".formatted(i, i));
    }
    assertThatThrownBy(() -> csv("user_id BIGINT, age INT").open(SPARK, table.toString()))
        .isInstanceOfSatisfying(
            ContractException.class,
            broken ->
                assertThat(broken.differences())
                    .hasSize(11)
                    .last()
                    .asString()
                    .startsWith("3 more headers do not fit"))
        .hasMessageContaining("without headers/0.csv, of the users table");
  }

  @Test
  void headersOfOtherPartsAreNotLookedAt() throws IOException {
    Path table = home.resolve("days");
    Path first = Files.createDirectories(table.resolve("ds=2026-11-23"));
    Path second = Files.createDirectories(table.resolve("ds=2026-11-24"));
    Files.writeString(first.resolve("a.csv"), "user_id\n1\n");
    Files.writeString(second.resolve("a.csv"), "user_id,age\n2,40\n");
    InputTable part =
        new InputTable(
            InputTable.Role.USERS,
            InputTable.Format.CSV,
            "user_id BIGINT, age INT",
            Map.of("ds", "2026-11-24"),
            null);

    assertThat(rows(part.open(SPARK, table.toString()).rows()))
        .containsExactly("[2,40,2026-11-24]");
    assertThatThrownBy(() -> csv("user_id BIGINT, age INT").open(SPARK, table.toString()))
        .hasMessageContaining("ds=2026-11-23/a.csv, of the users table")
        .hasMessageContaining(" lacks age: it is user_id;");
  }

  @Test
  void headersOfPackedFilesAreRead() {
    String table = home.resolve("packed").toString();
    users(0, 3).write().option("header", true).option("compression", "gzip").csv(table);

    assertThat(csv("user_id BIGINT").open(SPARK, table).rows().count()).isEqualTo(3);
    assertThatThrownBy(() -> csv("id BIGINT").open(SPARK, table))
        .hasMessageContaining(" lacks id, and has user_id besides");
  }

  private static InputTable csv(String schema) {
    return new InputTable(InputTable.Role.USERS, InputTable.Format.CSV, schema, Map.of(), null);
  }

  @Test
  void aTableOfACatalogIsReadAsItIsOrAsItWas() {
    users(0, 3).writeTo("`shelf`.crm.users").createOrReplace();
    long first =
        SPARK.read().table("shelf.crm.users.snapshots").select("snapshot_id").head().getLong(0);
    users(3, 5).writeTo("shelf.crm.users").options(Map.of()).createOrReplace();
    assertThat(InputTable.Role.USERS.plain().open(SPARK, "shelf.crm.users").rows().count())
        .isEqualTo(2);
    InputTable before =
        new InputTable(InputTable.Role.USERS, null, null, Map.of(), Long.toString(first));
    assertThat(before.open(SPARK, "shelf.crm.users").rows().count()).isEqualTo(3);
    assertThatThrownBy(
            () ->
                new InputTable(InputTable.Role.USERS, null, null, Map.of(), "17")
                    .open(SPARK, "shelf.crm.users")
                    .rows())
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("has no version 17");
    assertThatThrownBy(() -> InputTable.Role.USERS.plain().open(SPARK, "shelf.crm.user").rows())
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("There is no users table shelf.crm.user in the catalog 'shelf'");
    assertThatThrownBy(() -> InputTable.Role.USERS.plain().open(SPARK, "rack.crm.users").rows())
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("a catalog 'rack' that Spark does not know");
  }

  @Test
  void aPartitionIsReadAlone() {
    String table = home.resolve("parts").toString();
    users(0, 4)
        .withColumn("ds", functions.expr("if(user_id < 3, date'2026-11-23', date'2026-11-24')"))
        .write()
        .partitionBy("ds")
        .parquet(table);
    assertThat(rows(part("ds", "2026-11-24").open(SPARK, table).rows().select("user_id")))
        .containsExactly("[3]");
    assertThatThrownBy(() -> part("day", "2026-11-24").open(SPARK, table).rows())
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("has no such column; its columns are user_id, ds");
    assertThatThrownBy(() -> part("ds", "2026-11-25").open(SPARK, table).rows())
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("has no row with {ds=2026-11-25}");
  }

  @Test
  void aPartitionHasAValueOfItsColumnsType() {
    String table = home.resolve("dated").toString();
    users(0, 4).withColumn("ds", functions.expr("date'2026-11-23'")).write().parquet(table);
    assertThatThrownBy(() -> part("ds", "soon").open(SPARK, table).rows())
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "--users-partition, or users.partition of the campaign, ds=soon: the column is DATE, which 'soon' is not");
  }

  @Test
  void orcInPartitionsIsKnownByItsName() {
    String table = home.resolve("orc-parts").toString();
    users(0, 3).withColumn("ds", functions.lit("2026-11-23")).write().partitionBy("ds").orc(table);
    assertThat(rows(part("ds", "2026-11-23").open(SPARK, table).rows().select("user_id")))
        .containsExactly("[0]", "[1]", "[2]");
  }

  private static InputTable part(String column, String value) {
    return new InputTable(InputTable.Role.USERS, null, null, Map.of(column, value), null);
  }

  @Test
  void refusesOptionsThatDoNotGoTogether() {
    assertThatThrownBy(
            () ->
                new InputTable(InputTable.Role.USERS, InputTable.Format.CSV, null, Map.of(), null))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("needs --users-schema");
    assertThatThrownBy(
            () -> new InputTable(InputTable.Role.USERS, null, "user_id BIGINT", Map.of(), null))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("is for --users-format csv");
  }

  private static List<String> rows(Dataset<Row> table) {
    return table.orderBy("user_id").collectAsList().stream().map(Row::toString).toList();
  }
}
