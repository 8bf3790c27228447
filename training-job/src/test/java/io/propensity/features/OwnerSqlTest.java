package io.propensity.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.run.ConfigurationException;
import io.propensity.test.LocalSpark;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnerSqlTest {

  private static final SparkSession SPARK = LocalSpark.session();

  @Test
  void readsTheTablesByName() {
    assertThat(
            rows(
                """
                WITH spent AS (SELECT id, sum(amount) AS total FROM raw GROUP BY id)
                SELECT u.id, u.name, coalesce(s.total, 0) AS total,
                       row_number() OVER (ORDER BY u.id) AS place
                FROM users u LEFT JOIN spent s ON u.id = s.id
                WHERE u.id IN (SELECT id FROM Raw) OR u.name LIKE 'c%'
                ORDER BY u.id
                """))
        .hasToString("[[1,a,30,1], [3,c,0,2]]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id FROM raw UNION ALL SELECT id FROM users",
        "SELECT id FROM raw EXCEPT SELECT id FROM users",
        "SELECT * FROM (VALUES (1, 'x')) t(id, y) JOIN raw USING (id)",
        "SELECT id, part FROM raw LATERAL VIEW explode(array(1, 2)) t AS part",
        "SELECT id, count(*) AS n FROM raw GROUP BY id HAVING count(*) > 1 LIMIT 5",
        "SELECT * FROM raw PIVOT (sum(amount) FOR id IN (1, 2))",
        "FROM raw |> SELECT id",
        "WITH raw2 AS (SELECT * FROM raw), deep AS (SELECT * FROM raw2) SELECT * FROM deep",
        "SELECT *, sum(amount) OVER w AS total FROM raw WINDOW w AS (PARTITION BY id)"
      })
  void takesQueries(String sql) {
    assertThat(over(sql).columns()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DROP TABLE raw",
        "CREATE TABLE x AS SELECT * FROM raw",
        "INSERT INTO raw SELECT * FROM raw",
        "SET spark.sql.ansi.enabled=false",
        "ADD JAR '/x.jar'",
        "SHOW TABLES",
        "DESCRIBE raw",
        "EXPLAIN SELECT * FROM raw",
        "CACHE TABLE raw",
        "SELECT TRANSFORM (id) USING 'cat' FROM raw",
        "SELECT * FROM range(10)",
        "SELECT * FROM raw TABLESAMPLE (10 PERCENT)",
        "SELECT * FROM raw TIMESTAMP AS OF '2020-01-01'",
        "SELECT * FROM IDENTIFIER('raw')",
        "DELETE FROM raw",
        "CALL system.rewrite()",
        "EXECUTE IMMEDIATE 'SELECT 1'",
        "SELECT (SELECT max(id) FROM range(3)) AS x FROM raw",
        "SELECT id FROM raw WHERE EXISTS (SELECT * FROM range(3))",
        "WITH x AS (SELECT * FROM range(3)) SELECT * FROM x"
      })
  void takesNothingElse(String sql) {
    assertThatThrownBy(() -> over(sql))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("features.sql, line 1, character ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "reflect('java.lang.System', 'exit', 0)",
        "java_method('java.lang.System', 'exit', 0)",
        "try_reflect('java.lang.System', 'exit', 0)",
        "rand()",
        "uuid()",
        "spark_catalog.default.mine(id)",
        "mine(id)",
        "input_file_name()"
      })
  void callsNoCodeAndDrawsNoChance(String call) {
    assertThatThrownBy(() -> over("SELECT id,\n  " + call + " AS x FROM raw"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("features.sql, line 2, character 3: function '");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT * FROM parquet.`/etc`   | parquet./etc
          SELECT * FROM spark_catalog.x.raw | spark_catalog.x.raw
          SELECT * FROM secrets          | secrets
          """)
  void readsNoOtherTable(String sql, String named) {
    LocalSpark.session().range(1).createOrReplaceTempView("secrets");
    assertThatThrownBy(() -> over(sql))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "features.sql, line 1, character 15: '%s' is no table here; there are raw, users"
                .formatted(named));
  }

  @Test
  void runsNoScript() {
    assertThatThrownBy(() -> over("BEGIN SELECT 1; END"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("features.sql");
  }

  @Test
  void saysWhereAQueryIsWrong() {
    assertThatThrownBy(() -> over("SELECT id\nFORM raw x y"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("features.sql, line 2, character ")
        .hasMessageNotContaining("SQLSTATE");
    assertThatThrownBy(() -> over("SELECT id,\n  amont FROM raw"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("features.sql, line 2, character 3: ")
        .hasMessageContaining("`amont`")
        .hasMessageContaining("`amount`");
  }

  @Test
  void saysWhichQueryAValueBreaks() {
    OwnerSql sql = OwnerSql.parse(SPARK, "features.sql", "SELECT 1 / (amount - 20) AS x FROM raw");

    assertThatThrownBy(() -> sql.over(SPARK, tables()).collectAsList())
        .satisfies(
            thrown ->
                assertThat(sql.failure(thrown))
                    .get()
                    .extracting(Throwable::getMessage)
                    .asString()
                    .startsWith("features.sql, line 1, character 8: Division by zero.")
                    .doesNotContain("ansi"));
  }

  @Test
  void leavesNoViewBehind() {
    over("SELECT * FROM raw");

    assertThat(SPARK.catalog().tableExists("raw")).isFalse();
  }

  private static List<Row> rows(String sql) {
    return over(sql).collectAsList();
  }

  private static Dataset<Row> over(String sql) {
    return OwnerSql.parse(SPARK, "features.sql", sql).over(SPARK, tables());
  }

  private static Map<String, Dataset<Row>> tables() {
    return Map.of(
        "raw",
        SPARK.sql("SELECT * FROM VALUES (1, 10), (1, 20), (2, 5) t(id, amount) WHERE id < 2"),
        "users",
        SPARK.sql("SELECT * FROM VALUES (1, 'a'), (2, 'b'), (3, 'c') t(id, name)"));
  }
}
