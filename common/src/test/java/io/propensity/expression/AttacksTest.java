package io.propensity.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What must never get through, each refused within a bound that is security and not speed. */
class AttacksTest {

  private static final Duration BOUND = Duration.ofSeconds(1);

  @BeforeAll
  static void warmUp() {
    Expression.parse("lower(a) = 'x' AND b > 1 OR NOT c IN (1, 2)");
  }

  static Stream<Arguments> attacks() {
    return Stream.of(
        attack("a IN (SELECT b FROM t)", 7, "SELECT is not allowed here: subqueries"),
        attack("(SELECT 1) = 1", 2, "SELECT is not allowed here: subqueries"),
        attack("EXISTS (SELECT 1)", 1, "EXISTS is not allowed here: subqueries"),
        attack("a = ANY (SELECT 1)", 5, "ANY is not allowed here: subqueries"),
        attack("a FROM t", 3, "FROM is not allowed here: subqueries"),
        attack("TRUE UNION ALL SELECT 1", 6, "UNION is not allowed here: subqueries"),
        attack(
            "a = reflect('java.lang.System', 'exit', 1)", 5, "function 'reflect' is not allowed"),
        attack("java_method('java.lang.Runtime', 'x')", 1, "function 'java_method' is not allowed"),
        attack("`reflect`('a')", 10, "expected an operator or the end but found '('"),
        attack("rand() > 0.5", 1, "function 'rand' is not allowed"),
        attack("now() > a", 1, "function 'now' is not allowed"),
        attack("current_timestamp > a", 1, "there is no clock but current_date"),
        attack("current_timestamp() > a", 1, "there is no clock but current_date"),
        attack("sleep(1)", 1, "function 'sleep' is not allowed"),
        attack("count(*) > 1", 1, "function 'count' is not allowed"),
        attack("'x' || -current_date", 8, "expected a value"),
        attack("a -- comment", 3, "'--' begins a comment"),
        attack("1--1", 2, "'--' begins a comment"),
        attack("a /* comment */", 3, "'/*' begins a comment"),
        attack("a # comment", 3, "'#' is not allowed"),
        attack("TRUE; DROP TABLE users", 5, "';' separates statements"),
        attack("TRUE;", 5, "';' separates statements"),
        attack("DROP TABLE users", 1, "DROP is not allowed here"),
        attack("a = @x", 5, "'@' is not allowed"),
        attack("a = ${env:HOME}", 5, "'$' is not allowed"),
        attack("a = {{x}}", 5, "'{' is not allowed"),
        attack("t.a = 1", 2, "'.' is not allowed between names"),
        attack("a::int", 2, "'::' is not allowed; write try_cast"),
        attack("a[0]", 2, "'[' is not allowed"),
        attack("filter(a, x -> x)", 13, "'->' is not allowed; there are no lambdas"),
        attack("power(x => 1)", 9, "'=>' is not allowed"),
        attack("a = ?", 5, "'?' is not allowed"),
        attack("cast(a AS INT)", 1, "write try_cast"),
        attack("INTERVAL 1 DAY", 1, "intervals are not allowed"),
        attack("sum(a) OVER (x)", 1, "function 'sum' is not allowed"),
        attack("a RLIKE '(x+)+y'", 3, "only LIKE matches patterns"),
        attack("a LIKE '" + "%a".repeat(65) + "'", 8, "at most 64 wildcards"),
        attack("a LIKE 'x' ESCAPE '!'", 12, "only LIKE matches patterns"),
        attack("a LIKE b", 8, "expected a pattern in single quotes after LIKE"),
        attack("(".repeat(10_000) + "a" + ")".repeat(10_000), 0, "longer than the 16,384 bytes"),
        attack("(".repeat(10_000), 129, "nested deeper than the 64 levels"),
        attack(
            "(".repeat(8_000) + "a" + ")".repeat(8_000), 129, "nested deeper than the 64 levels"),
        attack("lower(".repeat(2_500), 774, "nested deeper than the 64 levels"),
        attack("CASE ".repeat(3_000), 641, "nested deeper than the 64 levels"),
        attack("NOT ".repeat(4_000) + "a", 1, "nested deeper than the 64 levels"),
        attack("- ".repeat(8_000) + "a", 1, "nested deeper than the 64 levels"),
        attack("NOT (".repeat(3_000), 321, "nested deeper than the 64 levels"),
        attack("try_cast(".repeat(1_800), 1161, "nested deeper than the 64 levels"),
        attack("a IN (".repeat(2_500), 774, "nested deeper than the 64 levels"),
        attack("a IN (1" + ",1".repeat(1_000) + ")", 6, "at most 1,000 items, this one has 1,001"),
        attack("a".repeat(1 << 20), 0, "longer than the 16,384 bytes"),
        attack("'" + "é".repeat(8_192), 0, "longer than the 16,384 bytes"),
        attack("a = 1\u0000", 6, "control character U+0000"),
        attack("a = 'x\u0007'", 7, "control character U+0007"),
        attack("a = 'x\ny'", 7, "control character U+000A"),
        attack("a = 'x\u007f'", 7, "control character U+007F"),
        attack("a = 'x\u0085'", 7, "control character U+0085"),
        attack("\u0430ge > 1", 1, "character U+0430 (CYRILLIC SMALL LETTER A) is not allowed"),
        attack("age \uff1d 1", 5, "U+FF1D (FULLWIDTH EQUALS SIGN)"),
        attack("lower\uff08a)", 6, "U+FF08 (FULLWIDTH LEFT PARENTHESIS)"),
        attack("a\u00a0= 1", 2, "U+00A0 (NO-BREAK SPACE)"),
        attack("a = \u20181\u2019", 5, "U+2018 (LEFT SINGLE QUOTATION MARK)"),
        attack("a = '\u202eevil'", 6, "invisible character U+202E (RIGHT-TO-LEFT OVERRIDE)"),
        attack("`a\u200bb` = 1", 3, "invisible character U+200B (ZERO WIDTH SPACE)"),
        attack("\"a\ufeffb\" = 1", 3, "invisible character U+FEFF (ZERO WIDTH NO-BREAK SPACE)"),
        attack("a = 'x\u2028y'", 7, "line separator U+2028"),
        attack("a = '\ud83d'", 6, "half of a surrogate pair U+D83D"),
        attack("'\ud83d\ude00\ud83d\ude00' = \u0430", 8, "U+0430"),
        attack("a = 'x", 5, "the quote ' is not closed"),
        attack("`a", 1, "the quote ` is not closed"),
        attack("`` = 1", 1, "a name between quotes is empty"),
        attack("a < b < c", 7, "comparisons do not chain"),
        attack("a = b IS NULL", 7, "comparisons do not chain"),
        attack("a = 1 b", 7, "expected an operator or the end but found 'b'"),
        attack("a OR 1=1; --", 9, "';' separates statements"),
        attack("1abc = 2", 1, "'1abc' is neither a number nor a name"),
        attack("0x1F = 2", 1, "'0x1F' is neither a number nor a name"),
        attack("a = 9223372036854775808", 5, "out of range"),
        attack("a = 1e999", 5, "out of the range of a double"),
        attack("a = 1e-999", 5, "out of the range of a double"),
        attack("a = " + "9".repeat(16_000), 5, "out of range"),
        attack("a = DATE '2024-02-30'", 10, "'2024-02-30' is no day of the calendar"),
        attack("a = TIMESTAMP '2024-01-31 25:00:00'", 15, "is no time of the form"),
        attack("a = TIMESTAMP '0001-01-01 00:00:00+18:00'", 15, "is from 0001-01-01 00:00:00Z to"),
        attack("a = TIMESTAMP '9999-12-31 23:59:59-18:00'", 15, "to 9999-12-31 23:59:59.999999Z"),
        attack("", 1, "the expression is empty"),
        attack(" ", 2, "the expression is empty"));
  }

  private static Arguments attack(String text, int position, String reason) {
    return Arguments.of(text, position, reason);
  }

  @ParameterizedTest(name = "[{index}] {2}")
  @MethodSource("attacks")
  void isRefusedAtOnceWithItsPositionAndTheReason(String text, int position, String reason) {
    ExpressionException refused =
        assertTimeoutPreemptively(
            BOUND,
            () -> catchThrowableOfType(ExpressionException.class, () -> Expression.parse(text)));
    assertThat(refused).isNotNull();
    assertThat(refused.reason()).contains(reason);
    assertThat(refused.position()).isEqualTo(position);
    assertThat(refused.getMessage()).hasSizeLessThan(700);
    if (position > 0) {
      assertThat(refused).hasMessageStartingWith("at character " + position + ": ");
    }
  }
}
