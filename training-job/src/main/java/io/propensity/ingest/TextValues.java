package io.propensity.ingest;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.translate;
import static org.apache.spark.sql.functions.try_to_timestamp;
import static org.apache.spark.sql.functions.when;

import io.propensity.pipeline.CsvOptions;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/** Texts of a CSV file as values of the declared types; NULL for what is none. */
record TextValues(CsvOptions options) {

  /** The text, or NULL where it stands for a missing value. */
  Column present(Column token) {
    return options.nulls().isEmpty()
        ? token
        : when(token.isin(options.nulls().toArray()), lit(null).cast("string")).otherwise(token);
  }

  Column convert(Column text, DataType type) {
    if (type instanceof StringType) {
      return text;
    }
    if (type instanceof DateType && options.dateFormat().isPresent()) {
      return try_to_timestamp(text, lit(options.dateFormat().get())).cast(type);
    }
    boolean time = type instanceof TimestampType || type instanceof TimestampNTZType;
    if (time && options.timestampFormat().isPresent()) {
      return try_to_timestamp(text, lit(options.timestampFormat().get())).cast(type);
    }
    boolean fraction =
        type instanceof DoubleType || type instanceof FloatType || type instanceof DecimalType;
    return (fraction ? fraction(text) : whole(text)).try_cast(type);
  }

  private Column whole(Column text) {
    return options.thousands().isEmpty() ? text : translate(text, options.thousands(), "");
  }

  /** With a dot before decimals and nothing between thousands; a stray dot makes it no number. */
  private Column fraction(Column text) {
    if (options.decimal().equals(".")) {
      return whole(text);
    }
    return options.thousands().equals(".")
        ? translate(text, ",.", ".")
        : translate(text, ",." + options.thousands(), ".?");
  }
}
