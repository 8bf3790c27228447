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

  @Test
  void filesWithOtherColumnsAreReadAsOneTableWhateverTheirOrder() {
    for (boolean firstHasIt : List.of(true, false)) {
      String table = home.resolve("merged-" + firstHasIt).toString();
      Dataset<Row> with = users(0, 2).withColumn("country", functions.lit("US"));
      (firstHasIt ? with : users(2, 4)).coalesce(1).write().parquet(table);
      (firstHasIt ? users(2, 4) : with).coalesce(1).write().mode("append").parquet(table);
      assertThat(
              rows(
                  InputTable.Role.USERS
                      .plain()
                      .open(SPARK, table)
                      .rows()
                      .select("user_id", "country")))
          .containsExactly("[0,US]", "[1,US]", "[2,null]", "[3,null]");
    }
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
    Dataset<Row> other = csv("user_id BIGINT, income INT").open(SPARK, file.toString()).rows();
    assertThatThrownBy(other::collectAsList).hasStackTraceContaining("CSV header does not conform");
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
