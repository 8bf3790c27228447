package io.propensity.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RoundTripTest {

  @Property(tries = 1_000, seed = "2026")
  void whatIsRenderedParsesToTheSameTree(@ForAll("expressions") Expression expression) {
    String text = expression.render();
    Expression again = Expression.parse(text);
    assertThat(again).as(text).isEqualTo(expression);
    assertThat(again.hashCode()).isEqualTo(expression.hashCode());
    assertThat(again.render()).isEqualTo(text);
  }

  @Property(tries = 3_000, seed = "2026")
  void anyTextIsParsedToWhatIsRenderedAlikeOrRefused(@ForAll("scraps") String text) {
    Expression expression;
    try {
      expression = Expression.parse(text);
    } catch (ExpressionException refused) {
      assertThat(refused.reason()).isNotBlank();
      assertThat(refused.position()).isBetween(0, text.length() + 1);
      return;
    }
    assertThat(Expression.parse(expression.render())).as(text).isEqualTo(expression);
  }

  @Property(tries = 500, seed = "2026")
  void typeChecksEndInATypeOrARefusal(@ForAll("expressions") Expression expression) {
    try {
      Types.checkWithoutTable(expression);
    } catch (ExpressionException refused) {
      assertThat(refused.reason()).isNotBlank();
    }
    if (!expression.columns().isEmpty()) {
      assertThatThrownBy(() -> expression.typeOf(new Columns(List.of())))
          .isInstanceOf(ExpressionException.class);
    }
  }

  @Provide
  Arbitrary<Expression> expressions() {
    return Arbitraries.integers().between(1, 5).flatMap(ArbitraryExpressions::ofDepth);
  }

  /** Pieces of the language in any order. */
  @Provide
  Arbitrary<String> scraps() {
    return Arbitraries.of(
            "a",
            "b",
            "1",
            "-",
            "2.5",
            "'x'",
            "(",
            ")",
            "AND",
            "OR",
            "NOT",
            "=",
            "<",
            "+",
            "*",
            ",",
            "IN",
            "(1, 2)",
            "LIKE",
            "BETWEEN",
            "IS NULL",
            "CASE",
            "WHEN",
            "THEN",
            "ELSE",
            "END",
            "lower(",
            "try_cast(",
            "AS BIGINT)",
            "DATE '2024-02-29'",
            "TIMESTAMP '0001-01-01 00:00:00+18:00'",
            "TIMESTAMP '0001-01-01 18:00:00+18:00'",
            "TIMESTAMP '9999-12-31 23:59:59-18:00'",
            "TIMESTAMP '9999-12-31 05:59:59.999999-18:00'",
            "NULL",
            "`c d`",
            "||",
            "%")
        .list()
        .ofMaxSize(9)
        .map(pieces -> String.join(" ", pieces));
  }
}
