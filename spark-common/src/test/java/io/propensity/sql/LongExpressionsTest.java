package io.propensity.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.expression.Expression;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The longest and the deepest expressions that the limits allow run on Spark. */
@Tag("heavy")
class LongExpressionsTest {

  private static final int BYTES = 16 * 1024;

  @TempDir private static Path table;

  @BeforeAll
  static void writeOneRow() {
    LocalSpark.session()
        .range(1)
        .selectExpr("id", "cast(0 as int) as b", "'x' as t")
        .write()
        .mode("overwrite")
        .parquet(table.toString());
  }

  static Stream<Arguments> expressions() {
    return Stream.of(
        of("sum", "id" + "+1".repeat(8_191), 8_191L),
        of("conjunction of columns", long_("b = 0", " AND b < ", i -> "" + (i + 1)), true),
        of("branches", long_("CASE", " WHEN id = ", i -> (i + 1) + " THEN 1") + " END", null),
        of("disjunction of texts", long_("t = 'a'", " OR t = ", i -> "'" + i + "'"), false),
        of("nested tests", "(".repeat(60) + "id=0" + ") IS NULL".repeat(60), false),
        of("joined texts", "t" + "||t".repeat(5_400), "x".repeat(5_401)),
        of(
            "items",
            long_("id IN (-1", ",", i -> i < 998 ? "" + (i + 1) : "").replaceAll(",+$", "") + ")",
            false),
        of("wildcards", "t LIKE '" + "%a".repeat(64) + "'", false),
        of("minuses", "- ".repeat(62) + "(id + 1)", 1L),
        of("negations", "NOT ".repeat(61) + "id = 1", true),
        of("parentheses", "(".repeat(64) + "id" + ")".repeat(64), 0L),
        of("nested sums", "(".repeat(62) + "id" + "+b)".repeat(62), 0L),
        of("nested chains", "(".repeat(30) + "id" + ("+b".repeat(100) + ")").repeat(30), 0L),
        of("nested short chains", "(".repeat(62) + "id" + ("+b".repeat(8) + ")").repeat(62), 0L),
        of("nested chains of nine", "(".repeat(62) + "id" + ("+b".repeat(9) + ")").repeat(62), 0L),
        of("nested floors", "floor(0.5+".repeat(31) + "id" + ")".repeat(31), 0L),
        of("nested absolutes", "abs(1+".repeat(31) + "id" + ")".repeat(31), 31L),
        of(
            "nested cases",
            "CASE 1+".repeat(31) + "id" + " WHEN 0 THEN 1 ELSE 2 END".repeat(31),
            2L),
        of("nested else", "CASE WHEN id = 1 THEN 2 ELSE ".repeat(60) + "3" + " END".repeat(60), 3L),
        of(
            "nested casts",
            "try_cast(try_cast(".repeat(31) + "t" + " AS BIGINT) AS STRING)".repeat(31),
            null),
        of("nested choices", "nullif(coalesce(".repeat(31) + "id" + ",1),2)".repeat(31), 0L),
        of("nested bindings", "nullif(".repeat(62) + "id" + ",2)".repeat(62), 0L),
        of("nested texts", "lower(trim(".repeat(31) + "t" + "))".repeat(31), "x"),
        of(
            "nested between",
            "CASE WHEN ".repeat(30) + "id" + " BETWEEN 0 AND 5 THEN 1 ELSE 2 END".repeat(30),
            1L));
  }

  private static Arguments of(
      String name, String text, @org.jspecify.annotations.Nullable Object expected) {
    return Arguments.of(name, text, expected);
  }

  /** As many terms as the limit allows, less what may follow. */
  private static String long_(String first, String joint, IntFunction<String> term) {
    StringBuilder text = new StringBuilder(first);
    for (int i = 0; ; i++) {
      String next = joint + term.apply(i);
      if (text.length() + next.length() > BYTES - 8) {
        return text.toString();
      }
      text.append(next);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("expressions")
  @Timeout(60)
  void areComputed(String name, String text, @org.jspecify.annotations.Nullable Object expected) {
    assertThat(text.length()).isLessThanOrEqualTo(BYTES);
    Dataset<Row> row = LocalSpark.session().read().parquet(table.toString());
    Expression expression = Expression.parse(text);
    if (expression.render().length() <= BYTES) {
      assertThat(Expression.parse(expression.render())).isEqualTo(expression);
    }
    Column column = ExpressionColumns.column(expression, row.schema(), LocalDate.EPOCH);
    assertThat(row.select(column).head().get(0)).isEqualTo(expected);
    if (expected instanceof Boolean kept) {
      assertThat(row.filter(column).count()).isEqualTo(kept ? 1 : 0);
    }
  }
}
