package io.propensity.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.pipeline.Source;
import io.propensity.pipeline.SourceFormat;
import io.propensity.run.ContractException;
import io.propensity.test.LocalSpark;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetSourceTest {

  @TempDir Path directory;

  @Test
  void takesTheDeclaredColumns() {
    assertThat(read("name STRING, id INT").collectAsList().toString()).isEqualTo("[[a,1]]");
  }

  @Test
  void namesEveryColumnThatDiffers() {
    assertThatThrownBy(() -> read("id BIGINT, age INT"))
        .isInstanceOf(ContractException.class)
        .hasMessageEndingWith(
            "differs from the schema of sources.raw: column 'id' is int, declared bigint; column"
                + " 'age' is absent");
  }

  private Dataset<Row> read(String schema) {
    String path = directory.resolve("users").toString();
    LocalSpark.session()
        .sql("SELECT 1 AS id, 'a' AS name, true AS more")
        .write()
        .mode("overwrite")
        .parquet(path);
    return ParquetSource.read(
        LocalSpark.session(),
        Source.of(SourceFormat.PARQUET, path, Map.of(), schema),
        StructType.fromDDL(schema));
  }
}
