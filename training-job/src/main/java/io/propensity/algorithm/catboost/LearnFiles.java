package io.propensity.algorithm.catboost;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import io.propensity.features.Features;
import io.propensity.job.Progress;
import io.propensity.scoring.FeatureTable;
import io.propensity.scoring.InternalRows;
import io.propensity.split.SplitName;
import io.propensity.split.TrainingSet;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.storage.StorageLevel;

/**
 * Rows as the tab-separated files that CatBoost trains on, on this machine's disk.
 *
 * @param eval empty when there is no validation split
 */
record LearnFiles(Path learn, Optional<Path> eval, Path columns) {

  /** A partition holds about so many values, and the driver the text of one partition at a time. */
  private static final long VALUES_A_PARTITION = 2_000_000;

  private static final String FILE = "_file";
  private static final String ORDER = "_order";

  /**
   * Writes a training set's rows in an order that depends on the rows alone: by a hash of the key.
   * CatBoost's trees depend on the order, and so are the same however the rows came.
   */
  static LearnFiles write(TrainingSet set, LearnLayout layout, Path directory) throws IOException {
    LearnFiles files =
        new LearnFiles(
            directory.resolve("learn.tsv"),
            set.validates() ? Optional.of(directory.resolve("eval.tsv")) : Optional.empty(),
            directory.resolve("columns.tsv"));
    layout.describe(files.columns());
    files.copy(ordered(set, layout), layout);
    return files;
  }

  /**
   * Appends rows to the files. Executors make the text of all partitions, the driver copies its
   * bytes, a partition at a time.
   *
   * @param rows as {@link LearnChunks} takes them, 0 for the learn set and 1 for the eval set
   */
  void copy(Dataset<Row> rows, LearnLayout layout) throws IOException {
    JavaRDD<byte[]> chunks =
        InternalRows.of(rows).mapPartitions(each -> new LearnChunks(each, layout));
    chunks.persist(StorageLevel.DISK_ONLY());
    try (OutputStream learnt = Files.newOutputStream(learn);
        OutputStream evaluated =
            eval.isPresent()
                ? Files.newOutputStream(eval.get())
                : OutputStream.nullOutputStream()) {
      // All partitions at once; the iterator would make one after the other.
      Progress.during(chunks.context(), "Writing what is trained on", chunks::count);
      for (Iterator<byte[]> each = chunks.toLocalIterator(); each.hasNext(); ) {
        byte[] chunk = each.next();
        (chunk[0] == 0 ? learnt : evaluated).write(chunk, 1, chunk.length - 1);
      }
    } finally {
      chunks.unpersist(false);
    }
  }

  private static Dataset<Row> ordered(TrainingSet set, LearnLayout layout) {
    Dataset<Row> rows = set.rows();
    Column[] keys =
        set.key().stream()
            .map(name -> rows.col(FeatureTable.quoted(name)).cast(DataTypes.StringType))
            .toArray(Column[]::new);
    Column seeded =
        xxhash64(Stream.concat(Stream.of(keys), Stream.of(lit(set.seed()))).toArray(Column[]::new));
    List<Column> columns = new ArrayList<>();
    columns.add(
        when(col(SplitName.COLUMN).equalTo(SplitName.VALIDATION.label()), 1).otherwise(0).as(FILE));
    columns.add(
        col(Features.LABEL)
            .cast(layout.labels().isEmpty() ? DataTypes.DoubleType : DataTypes.IntegerType)
            .as(Features.LABEL));
    if (layout.weighted()) {
      columns.add(col("_weight").cast(DataTypes.DoubleType).as("_weight"));
    }
    columns.addAll(FeatureTable.vector(rows, set.columns().features()));
    int lineColumns = columns.size();
    columns.add(seeded.as(ORDER));
    for (int i = 0; i < keys.length; i++) {
      columns.add(keys[i].as(ORDER + i));
    }
    Dataset<Row> selected = rows.select(columns.toArray(Column[]::new));
    Dataset<Row> sorted =
        selected
            .repartition(partitions(set, lineColumns), col(ORDER))
            .sortWithinPartitions(order(selected, keys.length, lineColumns));
    return sorted.select(
        Stream.of(selected.columns())
            .limit(lineColumns)
            .map(name -> col(FeatureTable.quoted(name)))
            .toArray(Column[]::new));
  }

  /** Of the rows alone, not of the machine, since it has a part in the rows' order. */
  private static int partitions(TrainingSet set, int columns) {
    long values = set.counts().fitted() * columns;
    return (int) Math.min(10_000, 1 + values / VALUES_A_PARTITION);
  }

  /** The files apart, then the hash, the key and, where several rows have one key, the values. */
  private static Column[] order(Dataset<Row> selected, int keys, int lineColumns) {
    List<Column> order = new ArrayList<>(List.of(col(FILE), col(ORDER)));
    for (int i = 0; i < keys; i++) {
      order.add(col(ORDER + i));
    }
    Stream.of(selected.columns())
        .limit(lineColumns)
        .skip(1)
        .forEach(name -> order.add(col(FeatureTable.quoted(name))));
    return order.toArray(Column[]::new);
  }
}
