package io.propensity.pipeline;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a source is made of. */
public enum SourceFormat {
  CSV,
  JSON,
  PARQUET,
  ORC,
  ICEBERG,
  /** Users made by a formula: for trials and load tests. */
  SAMPLE_USERS,
  /** Events of an online shop made by a formula: for trials and load tests. */
  CLICKSTREAM_EVENTS,
  /** Any other reader on Spark's class path, by its name. */
  CONNECTOR;

  /** The format of that name. */
  public static SourceFormat of(String name) {
    return Arrays.stream(values())
        .filter(format -> format != CONNECTOR && format.label().equals(name))
        .findFirst()
        .orElse(CONNECTOR);
  }

  /** The names of all but connectors. */
  public static List<String> names() {
    return Arrays.stream(values())
        .filter(format -> format != CONNECTOR)
        .map(SourceFormat::label)
        .toList();
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether rows are made and not read. */
  public boolean isGenerated() {
    return this == SAMPLE_USERS || this == CLICKSTREAM_EVENTS;
  }
}
