package io.propensity.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Tables with a file that is no Parquet: Spark takes their schema from the first of them. */
public final class BrokenTables {

  private BrokenTables() {}

  /** Puts text in the place of the last Parquet file, and returns that file. */
  public static Path breakLastFile(Path table) throws IOException {
    return Files.writeString(lastFile(table), "this is no Parquet");
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
