package io.propensity.pipeline;

import io.propensity.run.ConfigurationException;
import java.util.TreeSet;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.VariantType;

/** The columns that a source declares, read from Spark's DDL. */
final class DeclaredSchema {

  private DeclaredSchema() {}

  static void require(String ddl, SourceFormat format) {
    TreeSet<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (StructField field : parse(ddl).fields()) {
      if (!seen.add(field.name())) {
        throw new ConfigurationException(
            "names column '%s' twice; letters' case makes no difference".formatted(field.name()));
      }
      if (format == SourceFormat.CSV && isComposite(field.dataType())) {
        throw new ConfigurationException(
            "holds column '%s' of type %s, which no CSV file can hold"
                .formatted(field.name(), field.dataType().simpleString()));
      }
    }
  }

  static StructType parse(String ddl) {
    try {
      return StructType.fromDDL(ddl);
    } catch (Exception e) { // Spark throws checked exceptions that no signature names.
      throw new ConfigurationException(
          "is not a list of columns such as 'id STRING, age INT, at TIMESTAMP': " + plain(e), e);
    }
  }

  private static boolean isComposite(DataType type) {
    return type instanceof ArrayType
        || type instanceof MapType
        || type instanceof StructType
        || type instanceof BinaryType
        || type instanceof VariantType;
  }

  /** Spark's words without its codes. */
  private static String plain(Exception e) {
    return firstLine(e).replaceFirst("^\\[[A-Z_.]+] ", "").replaceFirst(" SQLSTATE: \\w+", "");
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage())
        .lines()
        .filter(line -> !line.isBlank())
        .findFirst()
        .orElse("");
  }
}
