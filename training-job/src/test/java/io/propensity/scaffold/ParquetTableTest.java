package io.propensity.scaffold;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.test.LocalSpark;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetTableTest {

  @TempDir private Path directory;

  @Test
  void takesItsOwnTypesAndLeavesOutWhatNoFeatureCanBe() {
    String path = directory.resolve("users").toString();
    LocalSpark.session()
        .sql(
            "SELECT id, TIMESTAMP '2024-01-01 10:00:00' + make_interval(0, 0, 0, CAST(id AS INT)) AS at,"
                + " array(1) AS list, CAST(id % 7 AS DECIMAL(20, 0)) AS wide, id % 2 = 0 AS y,"
                + " IF(id % 3 = 0, CAST('NaN' AS DOUBLE), 0.5) AS x FROM range(300)")
        .coalesce(1)
        .write()
        .parquet(path);

    ParquetTable table = ParquetTable.read(LocalSpark.session(), path);
    List<List<String>> rows = new ArrayList<>();
    table.read(rows::add);
    TableFacts facts = TableLook.of(table, table.columns().indexOf("y"));

    assertThat(table.columns()).containsExactly("id", "at", "wide", "y", "x");
    assertThat(table.reasons())
        .contains("left out: list is array<int>, which no feature can be made of");
    assertThat(rows.get(0)).containsExactly("0", "2024-01-01 10:00:00", "0", "true", "");
    assertThat(facts.columns())
        .extracting(ColumnFacts::type)
        .containsExactly("BIGINT", "TIMESTAMP", "DECIMAL(20,0)", "BOOLEAN", "DOUBLE");
    assertThat(facts.columns())
        .extracting(ColumnFacts::filled)
        .containsExactly(300L, 300L, 300L, 300L, 200L);
    assertThat(facts.labels()).containsOnlyKeys("true", "false");
  }
}
