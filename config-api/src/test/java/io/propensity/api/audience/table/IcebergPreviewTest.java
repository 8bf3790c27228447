package io.propensity.api.audience.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.ApiTest;
import io.propensity.api.audience.UsersTableFiles;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileMetadata;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Tables of the warehouse's catalog, as the jobs write it. */
@ApiTest
@TestPropertySource(properties = "propensity.warehouse-root=target/iceberg-warehouse")
class IcebergPreviewTest {

  private static final Path ROOT = Path.of("target/iceberg-warehouse").toAbsolutePath();
  private static final Schema SCHEMA =
      new Schema(
          Types.NestedField.optional(1, "id", Types.LongType.get()),
          Types.NestedField.optional(2, "years", Types.IntegerType.get()),
          Types.NestedField.optional(3, "at", Types.TimestampType.withZone()));

  private final Api api;
  private final String name = "t" + UUID.randomUUID().toString().replace("-", "");
  private JdbcCatalog catalog = new JdbcCatalog();
  private Table table;

  IcebergPreviewTest(@Autowired Api api) {
    this.api = api;
  }

  /** Local files that are written too, as a job does. */
  private static final class Writing implements FileIO {

    private static final long serialVersionUID = 1L;

    @Override
    public InputFile newInputFile(String location) {
      return org.apache.iceberg.Files.localInput(location);
    }

    @Override
    public OutputFile newOutputFile(String location) {
      return org.apache.iceberg.Files.localOutput(location);
    }

    @Override
    public void deleteFile(String location) {
      if (!new File(location).delete()) {
        throw new IllegalStateException(location + " cannot be deleted");
      }
    }
  }

  @BeforeEach
  void createTheTable() throws Exception {
    Files.createDirectories(ROOT);
    catalog = new JdbcCatalog(properties -> new Writing(), null, true);
    catalog.initialize(
        "warehouse",
        Map.of(
            "uri",
            "jdbc:sqlite:" + ROOT.resolve("catalog.db"),
            "warehouse",
            ROOT.toString(),
            "jdbc.schema-version",
            "V1"));
    if (!catalog.namespaceExists(Namespace.of("crm"))) {
      catalog.createNamespace(Namespace.of("crm"), Map.of());
    }
    table =
        catalog
            .buildTable(TableIdentifier.of("crm", name), SCHEMA)
            .withProperty("format-version", "2")
            .create();
  }

  @AfterEach
  void closeTheCatalog() {
    catalog.close();
  }

  private Path append(String query, String ids, long rows) throws Exception {
    Path file = ROOT.resolve("crm/" + name + "/data/" + UUID.randomUUID() + ".parquet");
    UsersTableFiles.write(file, query, ids.isEmpty() ? "" : ", FIELD_IDS {" + ids + "}");
    DataFile data =
        DataFiles.builder(PartitionSpec.unpartitioned())
            .withPath(file.toString())
            .withFileSizeInBytes(Files.size(file))
            .withRecordCount(rows)
            .withFormat("parquet")
            .build();
    table.newAppend().appendFile(data).commit();
    return file;
  }

  private Answer preview(String filter) {
    return api.post(
        "/audiences/preview",
        "{\"audience_filter\": \"%s\", \"users_table\": \"warehouse/crm/%s\"}"
            .formatted(filter, name));
  }

  @Test
  void readsTheFilesOfTheCurrentSnapshot() throws Exception {
    append("SELECT 1::BIGINT AS id, 40 AS years", "id: 1, years: 2", 1);
    Answer before = preview("TRUE");
    append("SELECT 2::BIGINT AS id, 50 AS years", "id: 1, years: 2", 1);

    Answer after = preview("years > 30 AND at IS NULL");

    assertThat(before.json().path("total").intValue()).isEqualTo(1);
    assertThat(after.json().path("size").intValue()).isEqualTo(2);
    assertThat(after.json().path("files").intValue()).isEqualTo(2);
    assertThat(after.json().path("snapshot").longValue())
        .isEqualTo(table.currentSnapshot().snapshotId());
  }

  @Test
  void readsTheSnapshotThatIsAskedForWithItsColumns() throws Exception {
    append("SELECT 1::BIGINT AS id, 40 AS years", "id: 1, years: 2", 1);
    long first = table.currentSnapshot().snapshotId();
    table.updateSchema().renameColumn("years", "age").commit();
    append("SELECT 2::BIGINT AS id, 50 AS age", "id: 1, age: 2", 1);

    Answer before = previewAt("years = 40", String.valueOf(first));
    Answer none = previewAt("TRUE", "17");

    assertThat(before.json().path("total").intValue()).as(before.response().body()).isEqualTo(1);
    assertThat(before.json().path("size").intValue()).isEqualTo(1);
    assertThat(before.json().path("snapshot").longValue()).isEqualTo(first);
    assertThat(none.status()).isEqualTo(404);
    assertThat(none.text("detail")).endsWith("has no snapshot 17");
  }

  private Answer previewAt(String filter, String snapshot) {
    return api.post(
        "/audiences/preview",
        "{\"audience_filter\": \"%s\", \"users_table\": \"warehouse/crm/%s\", \"users\": {\"snapshot\": \"%s\"}}"
            .formatted(filter, name, snapshot));
  }

  @Test
  void findsColumnsByTheirIdsWhateverTheyWereCalled() throws Exception {
    append("SELECT 1::BIGINT AS id, 40 AS years", "id: 1, years: 2", 1);
    table
        .updateSchema()
        .renameColumn("years", "age")
        .updateColumn("years", Types.LongType.get())
        .commit();
    table.updateSchema().addColumn("years", Types.StringType.get()).commit();
    append("SELECT 'x' AS years, 3000000000 AS age", "age: 2, years: 4", 1);

    assertThat(preview("age = 40 AND years IS NULL").json().path("size").intValue()).isEqualTo(1);
    assertThat(preview("age = 3000000000 AND years = 'x'").json().path("size").intValue())
        .isEqualTo(1);
  }

  @Test
  void forgetsAColumnThatWasDropped() throws Exception {
    append("SELECT 1::BIGINT AS id, 40 AS years", "id: 1, years: 2", 1);
    table.updateSchema().deleteColumn("years").commit();

    assertThat(preview("years = 40").json().at("/errors/0/message").asString())
        .startsWith("column 'years' is unknown");
  }

  @Test
  void refusesRowsThatWereDeletedInFilesOfTheirOwn() throws Exception {
    Path file = append("SELECT 1::BIGINT AS id, 40 AS years", "id: 1, years: 2", 1);
    DeleteFile deletes =
        FileMetadata.deleteFileBuilder(PartitionSpec.unpartitioned())
            .ofPositionDeletes()
            .withPath(file + ".deletes.parquet")
            .withFileSizeInBytes(100)
            .withRecordCount(1)
            .withFormat("parquet")
            .build();
    table.newRowDelta().addDeletes(deletes).commit();

    Answer answer = preview("TRUE");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text("detail")).contains("has rows that are deleted in files of their own");
  }

  @Test
  void refusesFilesWhoseColumnsHaveNoIds() throws Exception {
    append("SELECT 1::BIGINT AS id", "", 1);

    assertThat(preview("TRUE").text("detail")).contains("have no ids");
  }

  @Test
  void readsATableWithoutFiles() throws Exception {
    append("SELECT 1::BIGINT AS id", "id: 1", 1);
    table
        .newDelete()
        .deleteFromRowFilter(org.apache.iceberg.expressions.Expressions.alwaysTrue())
        .commit();

    Answer answer = preview("id = 1 OR at IS NULL");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("total").intValue()).isZero();
  }

  @Test
  void takesATableToWhichNothingWasWrittenForAbsent() {
    assertThat(preview("TRUE").status()).isEqualTo(404);
  }

  @Test
  @Timeout(10)
  void saysAtOnceThatTheTablesMetadataIsGone() throws Exception {
    append("SELECT 1::BIGINT AS id", "id: 1", 1);
    try (Stream<Path> files = Files.walk(ROOT.resolve("crm").resolve(name))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".metadata.json")).toList()) {
        Files.delete(file);
      }
    }

    Answer answer = preview("TRUE");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text("detail")).contains(".metadata.json cannot be read");
  }

  @Test
  void saysThatAFileIsGone() throws Exception {
    Files.delete(append("SELECT 1::BIGINT AS id", "id: 1", 1));

    Answer answer = preview("TRUE");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text("detail")).contains("lacks a file");
  }
}
