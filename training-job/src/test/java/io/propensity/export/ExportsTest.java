package io.propensity.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.run.ConfigurationException;
import io.propensity.run.ContractException;
import io.propensity.test.LocalSpark;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportsTest {

  private static final SparkSession SPARK = LocalSpark.session();

  @TempDir private Path directory;

  @Test
  void writesWhatJsonCanHold() throws Exception {
    write(
        "SELECT 1 AS n, CAST('NaN' AS DOUBLE) AS nan, DATE '2026-01-02' AS day, true AS yes,"
            + " array(1, NULL) AS many, struct('x' AS a) AS one, map('k', 2.50) AS named, NULL AS"
            + " nothing");

    assertThat(directory.resolve("few.json"))
        .content()
        .isEqualToIgnoringWhitespace(
            """
            [{"n": 1, "nan": null, "day": "2026-01-02", "yes": true, "many": [1, null],
              "one": {"a": "x"}, "named": {"k": 2.50}, "nothing": null}]
            """);
  }

  @Test
  void manyRowsAreParquetAlone() throws Exception {
    List<Exports.Export> written = write("SELECT explode(sequence(1, 10001)) AS n");

    Exports.Export export = written.get(0);
    assertThat(export.rows()).isEmpty();
    assertThat(export.columns()).containsExactly("n");
    assertThat(export.first()).hasSize(20).startsWith(Map.of("n", 1));
    assertThat(directory.resolve("few.json")).doesNotExist();
    assertThat(SPARK.read().parquet(directory.resolve("few.parquet").toString()).count())
        .isEqualTo(10_001);
  }

  @Test
  void keepsTheOrderOfTheQuery() throws Exception {
    write("SELECT n FROM VALUES (2), (3), (1) t(n) ORDER BY n DESC");

    assertThat(directory.resolve("few.json"))
        .content()
        .isEqualToIgnoringWhitespace("[{\"n\": 3}, {\"n\": 2}, {\"n\": 1}]");
  }

  @Test
  void namesTheFileAndThePosition() {
    assertThatThrownBy(() -> write("SELECT\n  nothing FROM raw"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("exports/few.sql, line 2, character 3: ");
    assertThatThrownBy(
            () ->
                new Exports(SPARK, Map.of("exports/few.sql", "SELECT x FROM raws"))
                    .require(Map.of("raw", raw().schema())))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "exports/few.sql, line 1, character 15: 'raws' is no table here; there are raw");
    assertThatThrownBy(() -> write("SELECT 1 / id AS x FROM raw"))
        .isInstanceOf(ContractException.class)
        .hasMessageStartingWith("exports/few.sql, line 1, character 8: Division by zero");
  }

  @Test
  void twoFilesDoNotWriteOneExport() {
    Map<String, String> files = Map.of("a/few.sql", "SELECT 1 AS x", "b/few.sql", "SELECT 1 AS x");

    assertThatThrownBy(() -> new Exports(SPARK, files))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("would write one export");
  }

  private static Dataset<Row> raw() {
    return SPARK.range(1).toDF("id");
  }

  private List<Exports.Export> write(String sql) throws Exception {
    return new Exports(SPARK, Map.of("exports/few.sql", sql))
        .write(
            Map.of("raw", raw()),
            FileSystem.getLocal(new Configuration()),
            new org.apache.hadoop.fs.Path(directory.toUri()),
            (name, json) -> {});
  }
}
