package io.propensity.api.run;

import io.propensity.run.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Which service this is among those of one database: a random name, kept in the data directory. */
final class Instance {

  private static final String FILE = "instance";

  private Instance() {}

  static String of(Path dataDirectory) {
    Path file = dataDirectory.resolve(FILE);
    try {
      if (!Files.exists(file)) {
        Files.createDirectories(dataDirectory);
        Path draft = Files.createTempFile(dataDirectory, FILE, ".part");
        Files.writeString(draft, UUID.randomUUID().toString());
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      }
      return Files.readString(file).strip();
    } catch (IOException failure) {
      throw new ConfigurationException(
          "Cannot write to the data directory %s: %s"
              .formatted(dataDirectory.toAbsolutePath(), failure),
          failure);
    }
  }
}
