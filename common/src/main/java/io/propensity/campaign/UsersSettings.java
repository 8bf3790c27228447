package io.propensity.campaign;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a campaign's users table is read; null is what the job does by itself.
 *
 * @param format of files, one of {@link #FORMATS}; null where their names tell
 * @param schema of CSV files, as {@link CsvSchema} reads it
 * @param partition columns with the value that they must have, {@code ds} with {@code 2026-11-24}
 * @param snapshot the version of a table that is read, by its catalog's own name for it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UsersSettings(
    @Nullable String format,
    @Nullable String schema,
    @Nullable Map<String, String> partition,
    @Nullable String snapshot) {

  /** As its parts are called in JSON. */
  public static final List<String> FIELDS = List.of("format", "schema", "partition", "snapshot");

  /** Says nothing. */
  public static final UsersSettings NONE = new UsersSettings(null, null, null, null);

  public static final String CSV = "csv";

  /** The formats that files are read in. */
  public static final List<String> FORMATS = List.of("parquet", "orc", CSV);

  public UsersSettings {
    partition =
        partition == null || partition.isEmpty()
            ? null
            : Collections.unmodifiableMap(new LinkedHashMap<>(partition));
  }

  /** The same of the whole table. */
  public UsersSettings whole() {
    return new UsersSettings(format, schema, null, snapshot);
  }

  /** The columns with the value that they must have; none for the whole table. */
  public Map<String, String> parts() {
    return partition == null ? Map.of() : partition;
  }

  /** As command lines have it, {@code ds=2026-11-24,country=US}; empty for the whole table. */
  @JsonIgnore
  public String partitionText() {
    return parts().entrySet().stream()
        .map(part -> part.getKey() + "=" + part.getValue())
        .collect(Collectors.joining(","));
  }

  /**
   * Reads {@link #partitionText}.
   *
   * @throws IllegalArgumentException when it is of another form, with what to write instead
   */
  public static Map<String, String> parsePartition(String text) {
    Map<String, String> partition = new LinkedHashMap<>();
    for (String part : text.split(",", -1)) {
      int sign = part.indexOf('=');
      if (sign < 1 || part.substring(0, sign).isBlank() || part.substring(sign + 1).isBlank()) {
        throw new IllegalArgumentException(
            "write COLUMN=VALUE, with a comma before another, e.g. ds=2026-11-24");
      }
      String column = part.substring(0, sign).strip();
      if (partition.put(column, part.substring(sign + 1).strip()) != null) {
        throw new IllegalArgumentException("column '%s' is named twice".formatted(column));
      }
    }
    return partition;
  }
}
