package io.propensity.sql;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Rows of every stored type, full of NULLs and of values at the edges. */
final class SampleRows {

  static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.IntegerType)
          .add("flag", DataTypes.BooleanType)
          .add("other_flag", DataTypes.BooleanType)
          .add("b", DataTypes.ByteType)
          .add("s", DataTypes.ShortType)
          .add("i", DataTypes.IntegerType)
          .add("l", DataTypes.LongType)
          .add("f", DataTypes.FloatType)
          .add("d", DataTypes.DoubleType)
          .add("money", DataTypes.createDecimalType(20, 2))
          .add("t", DataTypes.StringType)
          .add("odd.name `x`", DataTypes.StringType)
          .add("day", DataTypes.DateType)
          .add("other_day", DataTypes.DateType)
          .add("at", DataTypes.TimestampType)
          .add("wall", DataTypes.TimestampNTZType);

  static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "a",
          "A",
          "ab",
          "abc",
          "a%c",
          "a_c",
          "\\",
          "it's",
          "😀",
          "a😀c",
          "éÉ",
          "ß",
          "İ",
          "ΑΣ",
          "12",
          " -7 ",
          "1.5",
          "+3",
          "1e3",
          "1e999",
          ".5",
          "5.",
          "NaN",
          "Infinity",
          "9223372036854775808",
          "-9223372036854775808",
          "1d",
          "0x1",
          "１２",
          "true",
          " YES ",
          "f",
          "0",
          "tru",
          "2024-02-29",
          "2023-02-29",
          "2024-2-9",
          "0000-01-01",
          " 2024-01-31 ",
          "2024-01-31 10:00:00",
          "2024-01-31T10:00:00.123456Z",
          "2024-03-10 02:30:00",
          "2024-01-31 10:00:00+05:30",
          "2024-01-31 10:00",
          "0000-12-31 23:59:59-01:00",
          "0001-01-01 00:00:00",
          "0001-01-01 00:00:00+18:00",
          "9999-12-31 23:59:59.999999",
          "9999-12-31 23:59:59-18:00",
          "2024-01-31 24:00:00",
          "now",
          "today",
          "US",
          "DE\u00a0",
          "\uffff",
          "\ud83d\udc68");

  private static final Long[] LONGS = {
    0L,
    1L,
    -1L,
    2L,
    7L,
    25L,
    1L << 53,
    (1L << 53) + 1,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    Long.MIN_VALUE + 1
  };
  private static final Double[] DOUBLES = {
    0.0,
    -0.0,
    1.0,
    -1.0,
    0.5,
    -2.5,
    1.005,
    25.0,
    1e18,
    0x1p63,
    -0x1p63,
    1e300,
    Double.MIN_VALUE,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY
  };
  private static final String[] DATES = {
    "1970-01-01",
    "1969-12-31",
    "2024-02-29",
    "1582-10-04",
    "1582-10-15",
    "0001-01-01",
    "9999-12-31",
    "2024-03-10"
  };
  private static final String[] INSTANTS = {
    "1970-01-01T00:00:00Z",
    "1969-12-31T23:59:59.999999Z",
    "2024-03-10T07:30:00Z",
    "2024-11-03T05:30:00Z",
    "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59.999999Z",
    "1883-11-18T17:00:00Z"
  };

  private final Random random;

  SampleRows(Random random) {
    this.random = random;
  }

  List<Row> rows(int count) {
    List<Row> rows = new ArrayList<>();
    for (int id = 0; id < count; id++) {
      rows.add(row(id));
    }
    return rows;
  }

  private Row row(int id) {
    Instant wall = instant();
    return RowFactory.create(
        id,
        orNull(random.nextBoolean()),
        orNull(random.nextBoolean()),
        orNull((byte) random.nextInt(256)),
        orNull((short) (random.nextInt(7) - 3)),
        orNull(
            random.nextBoolean() ? random.nextInt(30) : pick(Integer.MAX_VALUE, Integer.MIN_VALUE)),
        orNull(integer()),
        orNull((float) number()),
        orNull(number()),
        orNull(BigDecimal.valueOf(random.nextInt(), 2)),
        orNull(text()),
        orNull(text()),
        orNull(date()),
        orNull(date()),
        orNull(instant()),
        orNull(LocalDateTime.ofInstant(wall, ZoneOffset.UTC)));
  }

  private @Nullable Object orNull(Object value) {
    return random.nextInt(6) == 0 ? null : value;
  }

  @SafeVarargs
  private <T> T pick(T... values) {
    return values[random.nextInt(values.length)];
  }

  long integer() {
    return random.nextInt(3) == 0 ? random.nextInt(40) - 10 : pick(LONGS);
  }

  double number() {
    return random.nextInt(3) == 0 ? random.nextInt(4000) / 100.0 : pick(DOUBLES);
  }

  String text() {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  LocalDate date() {
    return random.nextInt(3) == 0
        ? LocalDate.of(2024, 1, 1).plusDays(random.nextInt(400))
        : LocalDate.parse(pick(DATES));
  }

  Instant instant() {
    return random.nextInt(3) == 0
        ? Instant.ofEpochSecond(1_700_000_000L + random.nextInt(50_000_000))
        : Instant.parse(pick(INSTANTS));
  }
}
