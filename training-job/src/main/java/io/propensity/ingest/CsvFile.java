package io.propensity.ingest;

import io.propensity.environment.Connectors;
import io.propensity.environment.HadoopPaths;
import io.propensity.pipeline.CsvOptions;
import io.propensity.run.ContractException;
import io.propensity.run.NotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;

/**
 * One CSV file, read record by record in this process and cut as an ingest cuts it: to look at, not
 * to ingest.
 *
 * @param path a file, unpacked by its ending
 */
public record CsvFile(Path path, Configuration hadoop) {

  /**
   * The file at a local path or a URI.
   *
   * @throws NotFoundException when it is not there
   */
  public static CsvFile of(String location, Configuration hadoop) {
    Path path = HadoopPaths.of(location);
    FileSystem files = Connectors.open(path, hadoop);
    try {
      if (!files.exists(path)) {
        throw new NotFoundException("There is no file %s".formatted(location));
      }
      if (!files.getFileStatus(path).isFile()) {
        throw new ContractException("%s is no file: name one file".formatted(location));
      }
      return new CsvFile(path, hadoop);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look for " + location, e);
    }
  }

  /** Up to {@code most} bytes, unpacked. */
  public byte[] beginning(int most) {
    try (InputStream in = open()) {
      return in.readNBytes(most);
    } catch (IOException e) {
      throw new ContractException("%s cannot be read: %s".formatted(path, e.getMessage()), e);
    }
  }

  /** Gets the records one by one. */
  @FunctionalInterface
  public interface Visitor {

    /**
     * Takes a record.
     *
     * @param line where it begins, from 1
     * @param decodable false when some of its bytes are none of the character set
     */
    void record(String text, long line, boolean decodable);
  }

  /** Hands all records to {@code visitor}, a header too. */
  public void read(CsvOptions options, Visitor visitor) {
    TextFormat format = TextFormat.of(options);
    boolean bytes = format.isCutByBytes();
    try (InputStream in = open();
        TextRecords records =
            bytes
                ? new TextRecords(in, format, 0)
                : new TextRecords(new Utf8Stream(in, format.decoding()), format.transcoded(), 0)) {
      for (Optional<TextRecord> record = records.next(Long.MAX_VALUE);
          record.isPresent();
          record = records.next(Long.MAX_VALUE)) {
        TextRecord found = record.get();
        boolean decodable = found.decodable() && (bytes || found.text().indexOf('\uFFFD') < 0);
        visitor.record(found.text(), found.line(), decodable);
      }
    } catch (IOException e) {
      throw new ContractException("%s cannot be read: %s".formatted(path, e.getMessage()), e);
    }
  }

  private InputStream open() throws IOException {
    InputStream in = Connectors.open(path, hadoop).open(path);
    CompressionCodec codec = new CompressionCodecFactory(hadoop).getCodec(path);
    return codec == null ? in : codec.createInputStream(in);
  }
}
