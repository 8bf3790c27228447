package io.propensity.test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/** Tables with a file that is no Parquet: Spark takes their schema from the first of them. */
public final class BrokenTables {

  /** What a Parquet file ends with. */
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  private BrokenTables() {}

  /** Puts text in the place of the last Parquet file, and returns that file. */
  public static Path breakLastFile(Path table) throws IOException {
    return Files.writeString(lastFile(table), "this is no Parquet");
  }

  /**
   * Has the last Parquet file of a table say that its columns are compressed with {@code codec},
   * and returns that file.
   */
  public static Path nameCodec(Path table, CompressionCodec codec) throws IOException {
    Path file = lastFile(table);
    byte[] content = Files.readAllBytes(file);
    int end = content.length - MAGIC.length - Integer.BYTES; // where the footer's length stands
    int footer = end - ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).getInt(end);
    FileMetaData meta =
        Util.readFileMetaData(new ByteArrayInputStream(content, footer, end - footer));
    for (RowGroup group : Objects.requireNonNull(meta.getRow_groups())) {
      for (ColumnChunk column : Objects.requireNonNull(group.getColumns())) {
        Objects.requireNonNull(column.getMeta_data()).setCodec(codec);
      }
    }
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    written.write(content, 0, footer);
    Util.writeFileMetaData(meta, written);
    ByteBuffer length = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    written.write(length.putInt(written.size() - footer).array());
    written.write(MAGIC);
    Files.delete(file.resolveSibling("." + file.getFileName() + ".crc"));
    return Files.write(file, written.toByteArray());
  }

  /** The Parquet file whose name comes last. */
  public static Path lastFile(Path table) throws IOException {
    try (Stream<Path> files = Files.list(table)) {
      return files
          .filter(file -> file.toString().endsWith(".parquet"))
          .max(Comparator.naturalOrder())
          .orElseThrow();
    }
  }
}
