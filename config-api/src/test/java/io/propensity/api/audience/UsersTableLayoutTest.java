package io.propensity.api.audience;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Directories of Parquet files as Spark sees them. */
@WarehouseTest
class UsersTableLayoutTest {

  private final Api api;
  private final String table = UsersTableFiles.anyName();
  private final Path folder = UsersTableFiles.path(table);

  UsersTableLayoutTest(@Autowired Api api) {
    this.api = api;
  }

  private Answer preview(String filter) {
    return api.post(
        "/audiences/preview",
        "{\"audience_filter\": \"%s\", \"users_table\": \"%s\"}".formatted(filter, table));
  }

  private void write(String file, String query) {
    UsersTableFiles.write(folder.resolve(file), query);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "ds = DATE '2026-11-24'                  | 1",
        "ds IS NULL                              | 1",
        "shop = 'a:b'                            | 2",
        "shop = '7' AND id = 3                   | 1",
        "ds > DATE '2026-11-24' OR ds IS NULL    | 2"
      })
  void makesColumnsOfFolders(String filter, int size) {
    write("ds=2026-11-24/shop=a%3Ab/part-0.parquet", "SELECT 1 AS id");
    write("ds=2026-11-25/shop=a%3Ab/part-0.parquet", "SELECT 2 AS id");
    write("ds=__HIVE_DEFAULT_PARTITION__/shop=7/part-0.parquet", "SELECT 3 AS id");

    assertThat(preview(filter).json().path("size").intValue()).isEqualTo(size);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 2, n = 2",
    "1, 3000000000, n = 3000000000",
    "1, 1.5, n = 1.5",
    "007, 9, n = 7",
    "2026-11-24 10%3A00%3A00, 2026-11-24 11%3A00%3A00, n = TIMESTAMP '2026-11-24 10:00:00'",
    "2026-11-24, soon, n = 'soon'",
    "3000000000, 1.5, n = '1.5'"
  })
  void infersTheTypeThatHoldsTheValuesOfAllFolders(String one, String other, String filter) {
    write("n=" + one + "/part-0.parquet", "SELECT 1 AS id");
    write("n=" + other + "/part-0.parquet", "SELECT 2 AS id");

    assertThat(preview(filter).json().path("size").intValue()).isEqualTo(1);
  }

  @Test
  void passesOverHiddenFilesAndFoldersThatAreNoPartitions() throws IOException {
    write("part-0.parquet", "SELECT 1 AS id");
    write("_temporary/part-1.parquet", "SELECT 2 AS id");
    write(".part-2.parquet", "SELECT 3 AS id");
    write("old/part-3.parquet", "SELECT 4 AS id");
    Files.writeString(folder.resolve("_SUCCESS"), "");
    Files.writeString(folder.resolve(".part-0.parquet.crc"), "x");

    assertThat(preview("TRUE").json().path("total").intValue()).isEqualTo(1);
  }

  @Test
  void readsOneFileByItsName() {
    UsersTableFiles.write(
        folder.resolveSibling(folder.getFileName() + ".parquet"), "SELECT 1 AS id");

    Answer answer =
        api.post(
            "/audiences/preview",
            "{\"audience_filter\": \"TRUE\", \"users_table\": \"%s.parquet\"}".formatted(table));

    assertThat(answer.json().path("total").intValue()).isEqualTo(1);
  }

  @Test
  void readsFilesWithDifferentColumnsAsOneTable() {
    write("part-0.parquet", "SELECT 1 AS id, 'x' AS t");
    write("part-1.parquet", "SELECT true AS flag, 2 AS ID");

    assertThat(preview("t IS NULL AND flag AND id = 2").json().path("size").intValue())
        .isEqualTo(1);
    assertThat(preview("flag IS NULL AND t = 'x'").json().path("size").intValue()).isEqualTo(1);
    assertThat(preview("TRUE").json().path("files").intValue()).isEqualTo(2);
  }

  @Test
  void refusesAColumnOfTwoTypes() {
    write("part-0.parquet", "SELECT 1::INTEGER AS id");
    write("part-1.parquet", "SELECT 2::BIGINT AS id");

    Answer answer = preview("TRUE");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text("detail"))
        .contains("column 'id' is int and others in which it is bigint");
  }

  @Test
  void refusesFilesInFoldersOfDifferentKeys() {
    write("a=1/part-0.parquet", "SELECT 1 AS id");
    write("b=1/part-0.parquet", "SELECT 2 AS id");

    assertThat(preview("TRUE").text("detail")).contains("in folders of different keys");
  }

  @ParameterizedTest
  @ValueSource(strings = {"_delta_log", ".hoodie"})
  void refusesTablesWithALogOfDeletedRows(String log) throws IOException {
    write("part-0.parquet", "SELECT 1 AS id");
    Files.createDirectories(folder.resolve(log));

    Answer answer = preview("TRUE");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text("detail")).contains("has a log (" + log + ")");
  }

  @Test
  void refusesAFileWhoseNameMeansOthersToo() {
    write("part-0.parquet", "SELECT 1 AS id");
    write("ds=[ab]/part-0.parquet", "SELECT 1 AS id");

    assertThat(preview("TRUE").text("detail")).contains("rename it");
  }

  @Test
  void saysThatThereIsNoParquetFile() throws IOException {
    Files.createDirectories(folder);

    Answer answer = preview("TRUE");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text("detail")).contains("holds no Parquet file");
  }

  @Test
  void readsEveryStoredTypeThatTheLanguageCarries() {
    write(
        "part-0.parquet",
        """
        SELECT 1::TINYINT AS a, 2::SMALLINT AS b, 3::INTEGER AS c, 4::BIGINT AS d, 5::UTINYINT AS e,
               6::USMALLINT AS f, 7::UINTEGER AS g, 18446744073709551615::UBIGINT AS h, 1.5::FLOAT AS i,
               12345678901234567.89::DECIMAL(20,2) AS j
        """);

    assertThat(
            preview(
                    "a = 1 AND b = 2 AND c = 3 AND d = 4 AND e = 5 AND f = 6 AND g = 7"
                        + " AND h = 18446744073709551615.0 AND i = 1.5 AND j = 12345678901234567.89")
                .json()
                .path("size")
                .intValue())
        .isEqualTo(1);
  }
}
