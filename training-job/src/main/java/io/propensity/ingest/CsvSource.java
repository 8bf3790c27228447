package io.propensity.ingest;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_csv;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.when;

import io.propensity.pipeline.CsvOptions;
import io.propensity.pipeline.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * CSV files. Records are cut and decoded here, those with quotes and the like taken apart by Spark,
 * and values converted column by column, so that each malformed one is known with its reason and
 * its place.
 */
final class CsvSource {

  private static final String PARSED = "_parsed";
  private static final String TOKENS = "_tokens";
  private static final String BROKEN = "broken";
  private static final String VALUE = "_value_";

  private final Source source;
  private final CsvOptions options;
  private final StructType schema;
  private final TextValues values;

  private CsvSource(Source source) {
    this.source = source;
    this.options = source.csv();
    this.schema = source.columns();
    this.values = new TextValues(options);
  }

  /**
   * The rows of all files.
   *
   * @param numbered whether they get {@link TextFiles#NUMBER}
   */
  static SourceRows read(SparkSession spark, Source source, boolean numbered) {
    return new CsvSource(source).rows(spark, numbered);
  }

  private SourceRows rows(SparkSession spark, boolean numbered) {
    List<FileStatus> files =
        SourceFiles.list(source.location(), spark.sessionState().newHadoopConf());
    TextFormat format = TextFormat.of(options);
    if (options.header()) {
      CsvHeader.require(files, format, options, schema, spark.sessionState().newHadoopConf());
    }
    Dataset<Row> records = new TextFiles(spark, files, format).records(numbered);
    return new SourceRows(converted(present(tokens(records), numbered), numbered), true);
  }

  /** The texts of a record's values; NULL where they are not as many as there are columns. */
  private Dataset<Row> tokens(Dataset<Row> records) {
    Column cut = size(col(TextFiles.VALUES)).equalTo(width());
    Column parsed = from_csv(col(TextFiles.TEXT), lit(tokenSchema()), parsing());
    Column[] all =
        IntStream.range(0, width())
            .mapToObj(i -> col(PARSED).getField("c" + i))
            .toArray(Column[]::new);
    return records
        .withColumn(PARSED, when(not(coalesce(cut, lit(false))), parsed))
        .withColumn(
            TOKENS,
            when(col(PARSED).isNull(), col(TextFiles.VALUES))
                .when(col(PARSED).getField(BROKEN).isNull(), array(all)));
  }

  /** The tokens' schema: text by number, since names may be anything. */
  private String tokenSchema() {
    return IntStream.range(0, width())
        .mapToObj(i -> "c%d STRING, ".formatted(i))
        .collect(Collectors.joining("", "", BROKEN + " STRING"));
  }

  private int width() {
    return schema.size() + (options.trailingSeparator() ? 1 : 0);
  }

  private Map<String, String> parsing() {
    Map<String, String> parsing = new LinkedHashMap<>();
    parsing.put("mode", "PERMISSIVE");
    parsing.put("columnNameOfCorruptRecord", BROKEN);
    parsing.put("sep", options.separator().replace("\\", "\\\\"));
    parsing.put("quote", options.quote());
    parsing.put("escape", options.escape());
    parsing.put("ignoreLeadingWhiteSpace", Boolean.toString(options.trim()));
    parsing.put("ignoreTrailingWhiteSpace", Boolean.toString(options.trim()));
    parsing.put("maxColumns", Integer.toString(Math.max(20_480, width() + 1)));
    return parsing;
  }

  private Dataset<Row> present(Dataset<Row> tokens, boolean numbered) {
    List<Column> columns = places(numbered);
    for (int i = 0; i < schema.size(); i++) {
      columns.add(values.present(get(col(TOKENS), lit(i))).as(VALUE + i));
    }
    columns.add(broken().as(BROKEN));
    return tokens.select(columns.toArray(Column[]::new));
  }

  private Column broken() {
    String reason = "has not %d values".formatted(schema.size());
    Column broken =
        when(
                col(TextFiles.DECODABLE).equalTo(false),
                "holds bytes that are not " + options.encoding())
            .when(col(TOKENS).isNull(), reason);
    return options.trailingSeparator()
        ? broken.when(get(col(TOKENS), lit(schema.size())).isNotNull(), reason)
        : broken;
  }

  private Dataset<Row> converted(Dataset<Row> present, boolean numbered) {
    List<Column> columns = places(numbered);
    List<Column> reasons = new ArrayList<>(List.of(col(BROKEN)));
    for (int i = 0; i < schema.size(); i++) {
      StructField field = schema.apply(i);
      Column text = col(VALUE + i);
      Column value = values.convert(text, field.dataType());
      columns.add(value.as(field.name()));
      if (!field.nullable()) {
        reasons.add(when(text.isNull(), "lacks a value of " + field.name()));
      }
      if (!(field.dataType() instanceof StringType)) {
        reasons.add(
            when(
                text.isNotNull().and(value.isNull()),
                "%s is not %s".formatted(field.name(), field.dataType().simpleString())));
      }
    }
    columns.add(coalesce(reasons.toArray(Column[]::new)).as(SourceRows.REASON));
    return present.select(columns.toArray(Column[]::new));
  }

  private static List<Column> places(boolean numbered) {
    return Stream.of(TextFiles.TEXT, TextFiles.FILE, TextFiles.LINE, TextFiles.NUMBER)
        .filter(name -> numbered || !name.equals(TextFiles.NUMBER))
        .map(org.apache.spark.sql.functions::col)
        .collect(Collectors.toCollection(ArrayList::new));
  }
}
