package io.propensity.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.propensity.environment.Roots;
import io.propensity.run.ConfigurationException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Where raw data comes from.
 *
 * @param path a file or directory, null for generated data
 * @param options the format's own
 * @param schema the columns as Spark's DDL, {@code "id STRING, age INT"}; null for generated data
 */
public record Source(
    @Nullable String path,
    Format format,
    @Nullable Map<String, String> options,
    @Nullable String schema) {

  /** What a source is made of. */
  public enum Format {
    @JsonProperty("csv")
    CSV,
    @JsonProperty("parquet")
    PARQUET,
    /** Users made by a formula: for trials and load tests. */
    @JsonProperty("sample_users")
    SAMPLE_USERS;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    private List<String> options() {
      return switch (this) {
        case CSV ->
            List.of(
                "date_format",
                "encoding",
                "escape",
                "multi_line",
                "null_value",
                "quote",
                "separator",
                "timestamp_format");
        case PARQUET -> List.of();
        case SAMPLE_USERS -> List.of("first_id", "rows", "seed");
      };
    }
  }

  public Source {
    options = options == null ? Map.of() : Map.copyOf(options);
    for (String option : new TreeMap<>(options).keySet()) {
      if (!format.options().contains(option)) {
        throw new ConfigurationException(
            "option '%s' is unknown for format %s; the options there are %s"
                .formatted(option, format.label(), format.options()));
      }
    }
    requireOptions(options);
    boolean generated = format == Format.SAMPLE_USERS;
    if (generated != (path == null) || generated != (schema == null)) {
      throw new ConfigurationException(
          generated
              ? "format sample_users makes its rows and takes neither path nor schema"
              : "format %s needs a path and a schema".formatted(format.label()));
    }
    if (schema != null) {
      DeclaredSchema.require(schema, format);
    }
  }

  @Override
  public Map<String, String> options() {
    return options == null ? Map.of() : options;
  }

  private static void requireOptions(Map<String, String> options) {
    require(options, "multi_line", "true or false", value -> value.matches("true|false"));
    require(options, "separator", "a character such as ;", value -> !value.matches("\\\\?"));
    require(options, "quote", "one character", value -> value.length() == 1);
    require(options, "escape", "one character", value -> value.length() == 1);
    require(options, "encoding", "a character set such as UTF-8", Source::isCharset);
  }

  private static void require(
      Map<String, String> options, String option, String wanted, Predicate<String> fits) {
    String value = options.get(option);
    if (value != null && !fits.test(value)) {
      throw new ConfigurationException(
          "sources.raw.options.%s: '%s' is not %s".formatted(option, value, wanted));
    }
  }

  private static boolean isCharset(String name) {
    try {
      return Charset.isSupported(name);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The path of a source that is read. */
  public String location() {
    if (path == null) {
      throw new IllegalStateException("Generated data has no path");
    }
    return path;
  }

  /** All that decides which rows come out of it; equal for equal sources. */
  String origin() {
    return "format=%s, path=%s, schema=%s, options=%s"
        .formatted(
            format.label(),
            path == null ? "" : Roots.absolute(path),
            schema,
            new TreeMap<>(options()));
  }

  /** The columns of a source that is read. */
  public StructType columns() {
    if (schema == null) {
      throw new IllegalStateException("Generated data has no declared schema");
    }
    return DeclaredSchema.parse(schema);
  }

  /** A whole number among the options. */
  public long option(String name, long fallback) {
    String value = options().get(name);
    if (value == null) {
      return fallback;
    }
    try {
      return Long.parseLong(value.replace("_", ""));
    } catch (NumberFormatException e) {
      throw new ConfigurationException(
          "sources.raw.options.%s: '%s' is not a whole number".formatted(name, value), e);
    }
  }
}
