package io.propensity.table;

import io.propensity.run.ConfigurationException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.expressions.Term;
import org.apache.iceberg.types.Type;

/**
 * What a table is partitioned by: a column's values, or the years, months, days or hours of a time,
 * written as Iceberg does: {@code country}, {@code days(event_time)}. Days are those of UTC.
 */
public record Partition(String column, Unit unit) {

  /** What of a value counts. */
  public enum Unit {
    VALUE,
    YEARS,
    MONTHS,
    DAYS,
    HOURS
  }

  private static final Pattern CALL = Pattern.compile("(\\w+)\\(\\s*(.*?)\\s*\\)");

  /**
   * Reads one.
   *
   * @throws ConfigurationException for a function that is none of the four
   */
  public static Partition parse(String text) {
    Matcher call = CALL.matcher(text.strip());
    if (!call.matches()) {
      return new Partition(text.strip(), Unit.VALUE);
    }
    for (Unit unit : Unit.values()) {
      if (unit != Unit.VALUE && unit.name().equals(call.group(1).toUpperCase(Locale.ROOT))) {
        return new Partition(call.group(2), unit);
      }
    }
    throw new ConfigurationException(
        "'%s' is unknown; write a column, or years, months, days or hours of one: days(event_time)"
            .formatted(text));
  }

  /**
   * Why a column cannot be partitioned so; empty when it can.
   *
   * @param type as Iceberg has it
   */
  Optional<String> objection(Type type) {
    boolean time = type.typeId() == Type.TypeID.TIMESTAMP;
    boolean date = type.typeId() == Type.TypeID.DATE && unit != Unit.HOURS;
    return unit == Unit.VALUE ? plain(type) : time || date ? Optional.empty() : noTime(type);
  }

  private static Optional<String> plain(Type type) {
    return type.isPrimitiveType() ? Optional.empty() : Optional.of("it is a " + type);
  }

  private static Optional<String> noTime(Type type) {
    return Optional.of("it is a %s, no time".formatted(type));
  }

  /** The same of the column that the schema has under this name, in whatever case. */
  Optional<Partition> in(Schema schema) {
    return Optional.ofNullable(schema.caseInsensitiveFindField(column))
        .map(field -> new Partition(String.valueOf(schema.findColumnName(field.fieldId())), unit));
  }

  void add(PartitionSpec.Builder spec) {
    switch (unit) {
      case VALUE -> spec.identity(column);
      case YEARS -> spec.year(column);
      case MONTHS -> spec.month(column);
      case DAYS -> spec.day(column);
      case HOURS -> spec.hour(column);
    }
  }

  Term term() {
    return switch (unit) {
      case VALUE -> Expressions.ref(column);
      case YEARS -> Expressions.year(column);
      case MONTHS -> Expressions.month(column);
      case DAYS -> Expressions.day(column);
      case HOURS -> Expressions.hour(column);
    };
  }

  @Override
  public String toString() {
    return unit == Unit.VALUE
        ? column
        : "%s(%s)".formatted(unit.name().toLowerCase(Locale.ROOT), column);
  }
}
