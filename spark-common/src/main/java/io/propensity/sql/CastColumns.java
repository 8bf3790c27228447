package io.propensity.sql;

import io.propensity.expression.ColumnType;
import io.propensity.expression.Texts;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/** {@code try_cast} to the language's own rules, which are narrower than Spark's. */
final class CastColumns {

  private static final double TWO_TO_63 = 0x1p63;
  private static final long SECONDS_A_DAY = 86_400L;
  private static final long MICROS_A_DAY = SECONDS_A_DAY * 1_000_000L;

  private CastColumns() {}

  /** A text as another type; each rule names the text once. */
  static Column text(Column text, ColumnType target) {
    return switch (target) {
      case STRING -> text;
      case INTEGER -> read(text, Texts.INTEGER, target);
      case NUMBER -> read(text, Texts.NUMBER, target);
      case BOOLEAN -> read(text, Texts.BOOLEAN, target);
      case DATE -> read(text, Texts.DATE, target);
      case TIMESTAMP ->
          Binding.bound(read(inUtc(text), Texts.TIMESTAMP, target), CastColumns::inRange);
    };
  }

  private static Column read(Column text, String form, ColumnType target) {
    // What is not of the form becomes the empty text, which converts to nothing.
    return functions.regexp_extract(text, Texts.whole(form), 1).try_cast(SparkTypes.of(target));
  }

  private static Column inRange(Column instant) {
    Column there = instant.geq(Texts.FIRST_INSTANT).and(instant.lt(Texts.END_OF_INSTANTS));
    return functions.when(there, instant);
  }

  /** Writes Z where no zone is written, so that the session's zone is never asked. */
  private static Column inUtc(Column text) {
    return functions.regexp_replace(text, Texts.whole(Texts.LOCAL_TIMESTAMP), "$1Z");
  }

  /** A number without its decimals, NULL beyond 64 bits; used inside a binding. */
  static Column integer(Column number, UnaryOperator<Column> toLong) {
    Column fits = number.geq(-TWO_TO_63).and(number.lt(TWO_TO_63));
    return functions.when(fits, toLong.apply(number));
  }

  static Column midnight(Column date) {
    Column days = functions.unix_date(date).cast("bigint");
    return functions.timestamp_micros(functions.try_multiply(days, functions.lit(MICROS_A_DAY)));
  }

  /** The day in UTC, whatever the session's zone. */
  static Column day(Column timestamp) {
    Column days = functions.floor(functions.unix_seconds(timestamp).divide(SECONDS_A_DAY));
    return functions.date_from_unix_date(days.cast("int"));
  }

  static Column hour(Column timestamp) {
    Column second = functions.pmod(functions.unix_seconds(timestamp), functions.lit(SECONDS_A_DAY));
    return functions.floor(second.divide(3_600L));
  }
}
