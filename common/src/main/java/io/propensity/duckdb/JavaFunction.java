package io.propensity.duckdb;

import io.propensity.expression.Texts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What DuckDB's own functions would do in another way than Spark: written in Java, as Spark's are.
 * A NULL makes NULL.
 */
public enum JavaFunction {
  LOWER(String.class, String.class, text -> text.toLowerCase(Locale.ROOT)),
  UPPER(String.class, String.class, text -> text.toUpperCase(Locale.ROOT)),
  TEXT_TO_BOOLEAN(String.class, Boolean.class, JavaFunction::truth),
  TEXT_TO_INTEGER(String.class, Long.class, JavaFunction::integer),
  TEXT_TO_NUMBER(String.class, Double.class, JavaFunction::number),
  TEXT_TO_DAY(String.class, Long.class, JavaFunction::day),
  TEXT_TO_INSTANT(String.class, Long.class, JavaFunction::instant),
  DAY_OF_INSTANT(Long.class, Long.class, micros -> Math.floorDiv(micros, Units.MICROS_A_DAY)),
  DAY_TEXT(Long.class, String.class, day -> LocalDate.ofEpochDay(day).toString()),
  YEAR(Long.class, Long.class, day -> (long) LocalDate.ofEpochDay(day).getYear()),
  MONTH(Long.class, Long.class, day -> (long) LocalDate.ofEpochDay(day).getMonthValue()),
  DAY(Long.class, Long.class, day -> (long) LocalDate.ofEpochDay(day).getDayOfMonth()),
  SQRT(Double.class, Double.class, number -> real(Math.sqrt(number))),
  EXP(Double.class, Double.class, number -> real(StrictMath.exp(number))),
  LN(Double.class, Double.class, n -> n <= 0 ? null : real(StrictMath.log(n))),
  LOG10(Double.class, Double.class, n -> n <= 0 ? null : real(StrictMath.log10(n))),
  POWER(Double.class, Double.class, Double.class, (base, n) -> real(StrictMath.pow(base, n))),
  ROUND(Double.class, Long.class, Double.class, JavaFunction::round);

  private static final Pattern BOOLEANS = Pattern.compile(Texts.whole(Texts.BOOLEAN));
  private static final Pattern INTEGERS = Pattern.compile(Texts.whole(Texts.INTEGER));
  private static final Pattern NUMBERS = Pattern.compile(Texts.whole(Texts.NUMBER));
  private static final List<String> TRUE = List.of("true", "t", "yes", "y", "1");

  /** Of the enumeration's own constants, which are made before its other fields. */
  private static final class Units {
    static final long MICROS_A_DAY = 86_400_000_000L;

    private Units() {}
  }

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<Class<?>> parameters;

  private final Class<?> result;

  @SuppressWarnings("ImmutableEnumChecker") // holds no state
  private final Body body;

  /** A function of arguments that are there; null where it has no result. */
  private interface Body {
    @Nullable Object of(@Nullable Object[] arguments);
  }

  private interface One<A, R> {
    @Nullable R of(A argument);
  }

  private interface Two<A, B, R> {
    @Nullable R of(A first, B second);
  }

  <A, R> JavaFunction(Class<A> parameter, Class<R> result, One<A, R> function) {
    this.parameters = List.of(parameter);
    this.result = result;
    this.body = arguments -> function.of(argument(parameter, arguments[0]));
  }

  <A, B, R> JavaFunction(Class<A> one, Class<B> other, Class<R> result, Two<A, B, R> function) {
    this.parameters = List.of(one, other);
    this.result = result;
    this.body =
        arguments -> function.of(argument(one, arguments[0]), argument(other, arguments[1]));
  }

  private static <A> A argument(Class<A> type, @Nullable Object argument) {
    return Objects.requireNonNull(type.cast(argument));
  }

  /** The name in SQL: {@code propensity_lower}. */
  public String label() {
    return "propensity_" + name().toLowerCase(Locale.ROOT);
  }

  /** Boolean, Long, Double or String each. */
  public List<Class<?>> parameters() {
    return parameters;
  }

  public Class<?> result() {
    return result;
  }

  public @Nullable Object apply(@Nullable Object... arguments) {
    for (Object argument : arguments) {
      if (argument == null) {
        return null;
      }
    }
    return body.of(arguments);
  }

  String of(String... arguments) {
    return label() + "(" + String.join(", ", arguments) + ")";
  }

  private static Optional<String> read(Pattern form, String text) {
    Matcher matcher = form.matcher(text);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static @Nullable Boolean truth(String text) {
    return read(BOOLEANS, text)
        .map(word -> TRUE.contains(word.toLowerCase(Locale.ROOT)))
        .orElse(null);
  }

  private static @Nullable Long integer(String text) {
    try {
      return read(INTEGERS, text).map(Long::valueOf).orElse(null);
    } catch (NumberFormatException beyond64Bits) {
      return null;
    }
  }

  private static @Nullable Double number(String text) {
    return read(NUMBERS, text).map(Double::valueOf).orElse(null);
  }

  private static @Nullable Long day(String text) {
    return Texts.date(bare(text)).map(LocalDate::toEpochDay).orElse(null);
  }

  private static @Nullable Long instant(String text) {
    return Texts.timestamp(bare(text))
        .filter(time -> !time.isBefore(Texts.FIRST_INSTANT))
        .filter(time -> time.isBefore(Texts.END_OF_INSTANTS))
        .map(SqlBuilder::micros)
        .orElse(null);
  }

  /** Without the spaces (U+0020) around it. */
  private static String bare(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && text.charAt(from) == ' ') {
      from++;
    }
    while (to > from && text.charAt(to - 1) == ' ') {
      to--;
    }
    return text.substring(from, to);
  }

  private static @Nullable Double real(double number) {
    return Double.isNaN(number) ? null : number;
  }

  private static Double round(Double number, Long decimals) {
    return Double.isFinite(number)
        ? BigDecimal.valueOf(number)
            .setScale(Math.toIntExact(decimals), RoundingMode.HALF_UP)
            .doubleValue()
        : number;
  }
}
