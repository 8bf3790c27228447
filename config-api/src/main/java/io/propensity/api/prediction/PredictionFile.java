package io.propensity.api.prediction;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;

/**
 * Predictions as a CSV file of this machine, which is gone once it was read.
 *
 * @param name what whoever downloads it calls it
 * @param bytes how long it is
 */
public record PredictionFile(String name, long bytes, Resource content) {

  static PredictionFile of(String name, Path file) throws IOException {
    long bytes = Files.size(file);
    InputStream content = Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE);
    return new PredictionFile(name, bytes, new InputStreamResource(content));
  }

  /** Is not read after all. */
  void discard(RuntimeException why) {
    try {
      content.getInputStream().close();
    } catch (IOException left) {
      why.addSuppressed(left);
    }
  }

  /** An empty file that this user alone reads. */
  static Path empty() {
    try {
      return Files.createTempFile("predictions", ".csv");
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot make a file for predictions: look at java.io.tmpdir", e);
    }
  }

  /**
   * Writes to such a file from its beginning. One that was removed meanwhile, since reading took
   * too long, is not made anew: others could read that.
   */
  static BufferedWriter writer(Path file) throws IOException {
    return Files.newBufferedWriter(
        file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
  }
}
