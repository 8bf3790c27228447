package io.propensity.ingest;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.monotonically_increasing_id;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Numbers rows by the place that they have in their files: those of the files before, in the order
 * of their paths, and those before it in its own. The same rows in the same files have the same
 * numbers, however Spark parts them. The files are looked through once more for it.
 */
final class RowNumbers {

  private static final String PATH = "_number_path";
  private static final String BLOCK = "_number_block";
  private static final String INDEX = "_number_index";
  private static final String BEFORE = "_number_before";
  private static final String FIRST = "_number_first";

  private RowNumbers() {}

  /**
   * The rows with {@link TextFiles#NUMBER}, from 1; numbers of rows that a table has deleted are
   * left out. Empty when the rows have no place in a file that can be told: those of a query, or of
   * a connector that is none of files.
   *
   * @param found as they are read, nothing done to them yet
   */
  static Optional<Dataset<Row>> of(Dataset<Row> found) {
    Optional<Dataset<Row>> iceberg = placed(found, "_file", "_pos");
    Optional<Dataset<Row>> placed =
        iceberg.isPresent() ? iceberg : placed(found, "_metadata.file_path", "_metadata.row_index");
    return placed.isPresent() ? placed.map(RowNumbers::byPlace) : inBlocks(found);
  }

  /** The format knows the place of each row in its file. */
  private static Optional<Dataset<Row>> placed(Dataset<Row> found, String path, String index) {
    Set<String> own = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    own.addAll(List.of(found.columns()));
    if (own.contains(path.toLowerCase(Locale.ROOT)) || own.contains("_metadata")) {
      return Optional.empty();
    }
    return with(found, col(path).as(PATH), col(index).as(INDEX))
        .map(rows -> rows.withColumn(BLOCK, lit(0L)));
  }

  private static Dataset<Row> byPlace(Dataset<Row> placed) {
    List<Row> files =
        placed.groupBy(PATH, BLOCK).agg(max(INDEX).plus(1), lit(0L)).orderBy(PATH).collectAsList();
    return numbered(placed, files);
  }

  /**
   * Rows of a block of a file come in the file's order, whatever blocks it is cut into. A partition
   * may read several blocks, one after the other.
   */
  private static Optional<Dataset<Row>> inBlocks(Dataset<Row> found) {
    return with(
            found,
            col("_metadata.file_path").as(PATH),
            col("_metadata.file_block_start").as(BLOCK),
            monotonically_increasing_id().as(INDEX))
        .map(
            read ->
                numbered(
                    read,
                    read.groupBy(PATH, BLOCK)
                        .agg(count(lit(1)), min(INDEX))
                        .orderBy(PATH, BLOCK)
                        .collectAsList()));
  }

  /** Empty when the rows have no such columns. */
  private static Optional<Dataset<Row>> with(Dataset<Row> found, Column... more) {
    List<Column> all = new ArrayList<>(List.of(col("*")));
    all.addAll(List.of(more));
    try {
      return Optional.of(found.select(all.toArray(Column[]::new)));
    } catch (Exception e) { // Spark throws checked exceptions that no signature names.
      if (e instanceof AnalysisException) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * The rows with their numbers.
   *
   * @param blocks in the order of the rows: path, block, how many numbers it takes, its first index
   */
  private static Dataset<Row> numbered(Dataset<Row> read, List<Row> blocks) {
    List<Row> starts = new ArrayList<>();
    long before = 0;
    for (Row block : blocks) {
      starts.add(RowFactory.create(block.getString(0), block.getLong(1), before, block.getLong(3)));
      before += block.getLong(2);
    }
    StructType columns =
        new StructType()
            .add(PATH, DataTypes.StringType)
            .add(BLOCK, DataTypes.LongType)
            .add(BEFORE, DataTypes.LongType)
            .add(FIRST, DataTypes.LongType);
    Dataset<Row> offsets = read.sparkSession().createDataFrame(starts, columns);
    return read.join(broadcast(offsets), new String[] {PATH, BLOCK}, "left")
        .withColumn(TextFiles.NUMBER, col(BEFORE).plus(col(INDEX)).minus(col(FIRST)).plus(1))
        .drop(PATH, BLOCK, INDEX, BEFORE, FIRST);
  }
}
