package io.propensity.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.run.ConfigurationException;
import io.propensity.run.ContractException;
import io.propensity.run.NotFoundException;
import io.propensity.test.BrokenTables;
import io.propensity.test.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TablesTest {

  private static final SparkSession SPARK = LocalSpark.session();

  @TempDir private Path directory;

  @Test
  void saysWhatToDoWhenThereIsNoTable() {
    Path nowhere = directory.resolve("nowhere");
    assertThatThrownBy(() -> Tables.read(SPARK, "users table", nowhere.toString(), "make it"))
        .isInstanceOf(NotFoundException.class)
        .hasMessage("There is no users table at %s: make it".formatted(nowhere));
  }

  @Test
  void refusesADirectoryWithoutParquet() throws IOException {
    Files.writeString(directory.resolve("users.csv"), "a,b");
    assertThatThrownBy(() -> Tables.read(SPARK, "users table", directory.toString(), "make it"))
        .isInstanceOf(ContractException.class)
        .hasMessage("The users table at %s holds no Parquet file: make it".formatted(directory));
  }

  @Test
  void refusesTextThatIsNamedLikeParquet() throws IOException {
    Path text = Files.writeString(directory.resolve("x.parquet"), "user_id,age\n1,31\n");
    for (Path location : List.of(text, directory)) {
      assertThatThrownBy(() -> Tables.read(SPARK, "users table", location.toString(), "make it"))
          .isInstanceOf(ContractException.class)
          .hasMessageStartingWith(text + " cannot be read: ");
    }
  }

  @Test
  void refusesATruncatedFile() throws IOException {
    Path file = onlyFile("users");
    byte[] content = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(content, content.length / 2));
    assertThatThrownBy(() -> Tables.read(SPARK, "users table", file.toString(), "make it"))
        .isInstanceOf(ContractException.class)
        .hasMessageStartingWith(file + " cannot be read: Checksum error: ");

    Files.delete(file.resolveSibling("." + file.getFileName() + ".crc"));
    assertThatThrownBy(() -> Tables.read(SPARK, "users table", file.toString(), "make it"))
        .isInstanceOf(ContractException.class)
        .hasMessageStartingWith(file + " cannot be read: ")
        .hasMessageContaining("is not a Parquet file")
        .hasMessageEndingWith(". Restore it, or write its table again");
  }

  @Test
  void refusesAFileWhoseFooterIsDamaged() throws IOException {
    Path file = onlyFile("users");
    byte[] content = Files.readAllBytes(file);
    Arrays.fill(content, content.length - 200, content.length - 8, (byte) 0xff);
    Files.write(file, content);
    Files.delete(file.resolveSibling("." + file.getFileName() + ".crc"));
    assertThatThrownBy(() -> Tables.read(SPARK, "users table", file.toString(), "make it"))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining(" cannot be read: ");
  }

  private Path onlyFile(String table) throws IOException {
    Path location = directory.resolve(table);
    SPARK.range(0, 1000, 1, 1).toDF().write().parquet(location.toString());
    return BrokenTables.lastFile(location);
  }

  @Test
  void refusesADirectoryWhoseParquetIsHidden() throws IOException {
    Files.writeString(directory.resolve("_x.parquet"), "");
    assertThatThrownBy(() -> Tables.read(SPARK, "users table", directory.toString(), "make it"))
        .isInstanceOf(ContractException.class)
        .hasMessage("The users table at %s holds no Parquet file: make it".formatted(directory));
  }

  @Test
  void saysWhichConnectorIsMissing() {
    assertThatThrownBy(() -> Tables.read(SPARK, "users table", "s3a://bucket/users", "make it"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "s3a://bucket/users: no file system is installed for 's3a': add its connector to Spark's"
                + " jars");
  }

  @Test
  void readsATableThatIsPartitioned() {
    String table = directory.resolve("by-day").toString();
    SPARK
        .range(10)
        .withColumn("day", functions.col("id").mod(2))
        .write()
        .partitionBy("day")
        .parquet(table);
    assertThat(Tables.read(SPARK, "users table", table, "make it").count()).isEqualTo(10);
  }
}
