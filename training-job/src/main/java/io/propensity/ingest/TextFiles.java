package io.propensity.ingest;

import io.propensity.environment.Connectors;
import io.propensity.scoring.InternalRows;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;

/** The records of text files, each with where it stands; large files are read by several tasks. */
final class TextFiles {

  /** The record. */
  static final String TEXT = "_text";

  /** The file's path. */
  static final String FILE = "_file";

  /** The line in the file, where it is known without reading what is before. */
  static final String LINE = "_line";

  /** Whether its bytes are text. */
  static final String DECODABLE = "_decodable";

  /** The record's values where nothing but separators is in it; else NULL. */
  static final String VALUES = "_values";

  /** The number of the record among all, from 1, in the order of the files. */
  static final String NUMBER = "_number";

  private static final StructType SCHEMA =
      new StructType()
          .add(TEXT, DataTypes.StringType)
          .add(FILE, DataTypes.StringType)
          .add(LINE, DataTypes.LongType)
          .add(DECODABLE, DataTypes.BooleanType)
          .add(VALUES, DataTypes.createArrayType(DataTypes.StringType))
          .add(NUMBER, DataTypes.LongType);

  private static final long SLICE = 64L << 20;
  private static final int MOST_TASKS = 10_000;

  private final SparkSession spark;
  private final TextFormat format;
  private final List<FileSlice> slices;
  private final Broadcast<SerializableConfiguration> hadoop;

  TextFiles(SparkSession spark, List<FileStatus> files, TextFormat format) {
    this.spark = spark;
    this.format = format;
    Configuration conf = spark.sessionState().newHadoopConf();
    this.slices = slices(files, format, conf, SLICE);
    this.hadoop =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .broadcast(new SerializableConfiguration(conf));
  }

  /**
   * All records but headers.
   *
   * @param numbered whether each gets its {@link #NUMBER}, for which the files are counted first
   */
  Dataset<Row> records(boolean numbered) {
    long[] before = numbered ? before() : new long[slices.size()];
    TextFormat cut = format;
    Broadcast<SerializableConfiguration> conf = hadoop;
    JavaRDD<InternalRow> rows =
        tasks().mapPartitions(each -> new Rows(each, before, cut, conf.value().value()));
    return InternalRows.table(spark, rows, SCHEMA);
  }

  private JavaRDD<FileSlice> tasks() {
    int tasks = Math.max(1, Math.min(slices.size(), MOST_TASKS));
    return JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelize(slices, tasks);
  }

  /** How many records stand before each slice. */
  private long[] before() {
    long[] before = new long[slices.size()];
    if (slices.size() > 1) {
      TextFormat cut = format;
      Broadcast<SerializableConfiguration> conf = hadoop;
      List<Long> counts = tasks().map(slice -> count(slice, cut, conf.value().value())).collect();
      for (int i = 1; i < before.length; i++) {
        before[i] = before[i - 1] + counts.get(i - 1);
      }
    }
    return before;
  }

  private static long count(FileSlice slice, TextFormat format, Configuration hadoop)
      throws IOException {
    long count = 0;
    try (TextRecords records = open(slice, format, hadoop)) {
      while (records.next(slice.end()).isPresent()) {
        count++;
      }
    }
    return count;
  }

  /** The first record of a file: its header, if it has one. */
  static Optional<TextRecord> first(FileStatus file, TextFormat format, Configuration hadoop) {
    FileSlice whole = new FileSlice(0, file.getPath().toString(), 0, Long.MAX_VALUE);
    try (TextRecords records = stream(whole, format, hadoop)) {
      return records.next(Long.MAX_VALUE);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file.getPath(), e);
    }
  }

  private static TextRecords open(FileSlice slice, TextFormat format, Configuration hadoop)
      throws IOException {
    TextRecords records = stream(slice, format, hadoop);
    if (slice.start() > 0) {
      records.skipLine();
    } else if (format.header()) {
      records.next(slice.end());
    }
    return records;
  }

  private static TextRecords stream(FileSlice slice, TextFormat format, Configuration hadoop)
      throws IOException {
    Path path = new Path(slice.path());
    FSDataInputStream in = Connectors.open(path, hadoop).open(path);
    CompressionCodec codec = new CompressionCodecFactory(hadoop).getCodec(path);
    if (slice.start() > 0) {
      // One byte back: a slice that begins with a line skips the line break before it alone.
      in.seek(slice.start() - 1);
    }
    InputStream bytes = codec == null ? in : codec.createInputStream(in);
    return format.isCutByBytes()
        ? new TextRecords(bytes, format, Math.max(0, slice.start() - 1))
        : new TextRecords(new Utf8Stream(bytes, format.decoding()), format.transcoded(), 0);
  }

  /** Files cut at every {@code most} bytes, where they can be cut. */
  static List<FileSlice> slices(
      List<FileStatus> files, TextFormat format, Configuration hadoop, long most) {
    CompressionCodecFactory codecs = new CompressionCodecFactory(hadoop);
    List<FileSlice> slices = new ArrayList<>();
    for (FileStatus file : files) {
      boolean whole =
          format.multiLine()
              || !format.isCutByBytes()
              || codecs.getCodec(file.getPath()) != null
              || file.getLen() <= most;
      String path = file.getPath().toString();
      if (whole) {
        slices.add(new FileSlice(slices.size(), path, 0, Long.MAX_VALUE));
        continue;
      }
      for (long start = 0; start < file.getLen(); start += most) {
        slices.add(
            new FileSlice(slices.size(), path, start, Math.min(start + most, file.getLen())));
      }
    }
    return slices;
  }

  /** The rows of a task's slices. */
  static final class Rows implements Iterator<InternalRow> {

    private final Iterator<FileSlice> slices;
    private final long[] before;
    private final TextFormat format;
    private final Configuration hadoop;
    private final boolean cutByBytes;
    private long number;
    private @Nullable FileSlice slice;
    private @Nullable TextRecords records;
    private UTF8String path = UTF8String.EMPTY_UTF8;
    private @Nullable InternalRow next;

    Rows(Iterator<FileSlice> slices, long[] before, TextFormat format, Configuration hadoop) {
      this.slices = slices;
      this.before = before;
      this.format = format;
      this.hadoop = hadoop;
      this.cutByBytes = format.isCutByBytes();
    }

    @Override
    public boolean hasNext() {
      try {
        while (next == null && (records != null || slices.hasNext())) {
          advance();
        }
        return next != null;
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot read " + slice, e);
      }
    }

    private void advance() throws IOException {
      if (records == null) {
        slice = slices.next();
        path = UTF8String.fromString(slice.path());
        number = before[slice.ordinal()];
        records = open(slice, format, hadoop);
      }
      FileSlice at = Objects.requireNonNull(slice);
      Optional<TextRecord> record = records.next(at.end());
      if (record.isEmpty()) {
        records.close();
        records = null;
        return;
      }
      TextRecord found = record.get();
      boolean decodable = found.decodable() && (cutByBytes || found.text().indexOf('\uFFFD') < 0);
      next =
          new GenericInternalRow(
              new @Nullable Object[] {
                UTF8String.fromString(found.text()),
                path,
                at.start() == 0 ? found.line() : null,
                decodable,
                values(found.text()),
                ++number
              });
    }

    private @Nullable GenericArrayData values(String text) {
      @Nullable String[] values = format.values(text);
      if (values == null) {
        return null;
      }
      @Nullable Object[] all = new @Nullable Object[values.length];
      for (int i = 0; i < all.length; i++) {
        all[i] = UTF8String.fromString(values[i]);
      }
      return new GenericArrayData(all);
    }

    @Override
    public InternalRow next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      InternalRow row = Objects.requireNonNull(next);
      next = null;
      return row;
    }
  }
}
