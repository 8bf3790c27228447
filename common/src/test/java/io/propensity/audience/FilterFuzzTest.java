package io.propensity.audience;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.expression.ExpressionException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A million inputs: each is a filter or is refused in our words, and none holds a request up. */
@Tag("heavy")
class FilterFuzzTest {

  private static final int INPUTS = 1_000_000;
  private static final int LONGEST = 16 * 1024;
  private static final int SUSPECTS = 20;

  /** A bound that keeps a service answering; it is no measure of speed. */
  private static final long BOUND_MILLIS = 50;

  private static final List<String> TOKENS =
      List.of(
          "a",
          "b",
          "`a b`",
          "\"c\"",
          "1",
          "0.5",
          "1e9",
          "9223372036854775807",
          "'x'",
          "'it''s'",
          "''",
          "'%_'",
          "TRUE",
          "FALSE",
          "NULL",
          "AND",
          "OR",
          "NOT",
          "IN",
          "BETWEEN",
          "LIKE",
          "ESCAPE",
          "IS",
          "CASE",
          "WHEN",
          "THEN",
          "ELSE",
          "END",
          "DATE '2026-01-31'",
          "TIMESTAMP '2026-01-31 10:00:00'",
          "try_cast",
          "AS",
          "BIGINT",
          "STRING",
          "lower",
          "coalesce",
          "nullif",
          "round",
          "current_date",
          "(",
          ")",
          ",",
          "=",
          "<>",
          "<",
          ">=",
          "<=>",
          "+",
          "-",
          "*",
          "/",
          "%",
          "||",
          ";",
          "--",
          "/*",
          ".",
          "::",
          "SELECT",
          "\u0000",
          "é",
          "\uD83D\uDE00",
          "\uD800",
          "\n",
          "\t");

  private static final List<String> FILTERS =
      List.of(
          "country = 'US' AND age > 25",
          "a BETWEEN 1 AND 2 OR NOT (b IN (1, 2, 3) AND c IS NOT NULL)",
          "CASE WHEN a > 1 THEN 'x' ELSE lower(b) END LIKE 'x%' ESCAPE '!'",
          "try_cast(a AS BIGINT) + 1 <= round(b / c, 2) % 3",
          "coalesce(nullif(a, 0), 1) <> -2 AND d >= DATE '2026-01-31'");

  private final SplittableRandom random = new SplittableRandom(20_261_126);

  private record Timed(String input, long nanos) {}

  @Test
  void eachIsReadOrRefusedWithinTheBound() {
    PriorityQueue<Timed> slowest = new PriorityQueue<>(Comparator.comparingLong(Timed::nanos));
    int read = 0;
    for (int i = 0; i < INPUTS; i++) {
      String input = input(i);
      long begin = System.nanoTime();
      read += isRead(input) ? 1 : 0;
      slowest.add(new Timed(input, System.nanoTime() - begin));
      if (slowest.size() > SUSPECTS) {
        slowest.poll();
      }
    }
    assertThat(read).as("filters among the inputs").isBetween(INPUTS / 100, INPUTS / 2);
    assertThat(slowest)
        .as("the slowest, once more: a pause of the collector is not theirs")
        .allSatisfy(each -> assertThat(leastMillis(each.input())).isLessThan(BOUND_MILLIS));
  }

  private static boolean isRead(String input) {
    try {
      AudienceFilter.parse(input);
      return true;
    } catch (ExpressionException refused) {
      assertThat(refused.getMessage()).isNotBlank();
      return false;
    }
  }

  private static long leastMillis(String input) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      long begin = System.nanoTime();
      isRead(input);
      least = Math.min(least, System.nanoTime() - begin);
    }
    return TimeUnit.NANOSECONDS.toMillis(least);
  }

  private String input(int i) {
    if (i % 500 == 0) {
      return repeated();
    }
    return i % 2 == 0 ? mutated() : soup();
  }

  private String soup() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(1, 30); i > 0; i--) {
      text.append(one(TOKENS)).append(random.nextInt(4) == 0 ? "" : " ");
    }
    return text.toString();
  }

  /** A filter with some of its characters changed. */
  private String mutated() {
    StringBuilder text = new StringBuilder(one(FILTERS));
    for (int i = random.nextInt(4); i > 0 && !text.isEmpty(); i--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(4)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.insert(at, one(TOKENS));
        case 2 -> text.setCharAt(at, (char) random.nextInt(0x10000));
        default -> text.insert(at, text.substring(at, random.nextInt(at, text.length())));
      }
    }
    return text.toString();
  }

  /** Some tokens again and again, up to the limit and a little beyond it. */
  private String repeated() {
    List<String> tokens = new ArrayList<>();
    for (int i = random.nextInt(1, 5); i > 0; i--) {
      tokens.add(one(TOKENS));
    }
    String part = String.join(random.nextBoolean() ? " " : "", tokens) + " ";
    return part.repeat(Math.max(1, random.nextInt(LONGEST + 100) / part.length())) + one(FILTERS);
  }

  private String one(List<String> texts) {
    return texts.get(random.nextInt(texts.size()));
  }
}
