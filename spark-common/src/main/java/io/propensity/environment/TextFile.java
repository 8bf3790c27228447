package io.propensity.environment;

import io.propensity.run.NotFoundException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** A small file that a user wrote, on a local disk or a Hadoop file system. */
public final class TextFile {

  private TextFile() {}

  /**
   * Reads the file as UTF-8.
   *
   * @param what names it in messages: {@code "environment file"}
   * @param advice what to do when it is not there
   * @throws NotFoundException when it is not there
   */
  public static String read(String file, String what, String advice) {
    Path path = HadoopPaths.of(file);
    try (var in = Connectors.open(path, new Configuration()).open(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (FileNotFoundException e) {
      throw new NotFoundException("There is no %s %s: %s".formatted(what, file, advice), e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the %s %s".formatted(what, file), e);
    }
  }
}
