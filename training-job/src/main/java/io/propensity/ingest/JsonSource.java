package io.propensity.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.propensity.pipeline.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** JSON files: an object a line, or with {@code multi_line} whole files that hold one or a list. */
final class JsonSource {

  private static final String BROKEN = "_broken";
  private static final String VALUE = "_value";

  private JsonSource() {}

  static SourceRows read(SparkSession spark, Source source, boolean numbered) {
    List<FileStatus> files =
        SourceFiles.list(source.location(), spark.sessionState().newHadoopConf());
    StructType schema = source.columns().add(BROKEN, DataTypes.StringType);
    boolean whole = String.valueOf(source.options().get("multi_line")).equals("true");
    return new SourceRows(
        whole
            ? whole(spark, files, schema, source, numbered)
            : lines(spark, files, schema, source, numbered),
        true);
  }

  private static Dataset<Row> whole(
      SparkSession spark,
      List<FileStatus> files,
      StructType schema,
      Source source,
      boolean numbered) {
    String[] paths = files.stream().map(f -> f.getPath().toString()).toArray(String[]::new);
    Dataset<Row> read =
        spark
            .read()
            .schema(schema)
            .options(parsing(source))
            .option("multiLine", true)
            .json(paths)
            .withColumn(TextFiles.FILE, col("_metadata.file_path"));
    Dataset<Row> rows = numbered ? RowNumbers.of(read).orElseThrow() : read;
    List<Column> columns = new ArrayList<>();
    columns.add(col(BROKEN).as(TextFiles.TEXT));
    columns.add(col(TextFiles.FILE));
    columns.add(lit(null).cast("bigint").as(TextFiles.LINE));
    if (numbered) {
      columns.add(col(TextFiles.NUMBER));
    }
    for (String name : source.columns().fieldNames()) {
      columns.add(rows.col("`" + name + "`"));
    }
    columns.add(reason(col(BROKEN)).as(SourceRows.REASON));
    return rows.select(columns.toArray(Column[]::new));
  }

  private static Dataset<Row> lines(
      SparkSession spark,
      List<FileStatus> files,
      StructType schema,
      Source source,
      boolean numbered) {
    Dataset<Row> rows =
        new TextFiles(spark, files, TextFormat.lines())
            .records(numbered)
            .withColumn(VALUE, from_json(col(TextFiles.TEXT), schema, parsing(source)));
    List<Column> columns = new ArrayList<>();
    columns.add(col(TextFiles.TEXT));
    columns.add(col(TextFiles.FILE));
    columns.add(col(TextFiles.LINE));
    if (numbered) {
      columns.add(col(TextFiles.NUMBER));
    }
    for (String name : source.columns().fieldNames()) {
      columns.add(col(VALUE).getField(name).as(name));
    }
    columns.add(
        when(col(TextFiles.DECODABLE).equalTo(false), "holds bytes that are not UTF-8")
            .otherwise(reason(col(VALUE).getField(BROKEN)))
            .as(SourceRows.REASON));
    return rows.select(columns.toArray(Column[]::new));
  }

  private static Column reason(Column broken) {
    return when(broken.isNotNull(), "is no JSON object of the schema");
  }

  private static Map<String, String> parsing(Source source) {
    Map<String, String> parsing = new LinkedHashMap<>();
    parsing.put("mode", "PERMISSIVE");
    parsing.put("columnNameOfCorruptRecord", BROKEN);
    Object date = source.options().get("date_format");
    Object time = source.options().get("timestamp_format");
    if (date != null) {
      parsing.put("dateFormat", date.toString());
    }
    if (time != null) {
      parsing.put("timestampFormat", time.toString());
    }
    return parsing;
  }
}
