package io.propensity.api.database;

import io.propensity.run.ConfigurationException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs for one kind of machine, as Zonky's binaries bring them in a {@code .txz}.
 * The archive for macOS holds programs for both of its processors.
 */
record PostgresArchive(String resource) {

  static PostgresArchive forThisMachine() {
    return named(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
  }

  /** The version of the programs in this build: {@code 16.15.0}. */
  static String version() {
    Properties build = new Properties();
    try (InputStream written =
        PostgresArchive.class.getResourceAsStream("postgres-binaries.properties")) {
      build.load(Objects.requireNonNull(written, "postgres-binaries.properties"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return build.getProperty("version");
  }

  static PostgresArchive named(String system, String processor) {
    String os = system.toLowerCase(Locale.ROOT);
    boolean arm = processor.equals("aarch64");
    boolean intel = processor.equals("amd64") || processor.equals("x86_64");
    if (os.startsWith("linux") && (arm || intel)) {
      return new PostgresArchive("/postgres-linux-%s.txz".formatted(arm ? "arm_64" : "x86_64"));
    }
    if (os.startsWith("mac") && (arm || intel)) {
      return new PostgresArchive("/postgres-darwin-x86_64.txz");
    }
    if (os.startsWith("windows") && intel) {
      return new PostgresArchive("/postgres-windows-x86_64.txz");
    }
    throw new ConfigurationException(
        "There is no embedded PostgreSQL for %s on %s: set SPRING_DATASOURCE_URL to a server of yours"
            .formatted(system, processor));
  }

  /** Unpacks into {@code directory}, which must not exist; it is there only when it is whole. */
  void unpack(Path directory) throws IOException {
    Path unfinished =
        Files.createTempDirectory(directory.toAbsolutePath().getParent(), "unpacking-");
    try (InputStream packed = PostgresArchive.class.getResourceAsStream(resource)) {
      if (packed == null) {
        throw new ConfigurationException("This build lacks %s".formatted(resource));
      }
      var tar =
          new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed, 1 << 16)));
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        write(tar, entry, unfinished);
      }
    }
    Files.move(unfinished, directory);
  }

  private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path root)
      throws IOException {
    Path target = root.resolve(entry.getName()).normalize();
    if (!target.startsWith(root)) {
      throw new IOException("The archive's entry %s leads out of it".formatted(entry.getName()));
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else if (entry.isLink()) {
      Files.createLink(target, root.resolve(entry.getLinkName()).normalize());
    } else {
      Files.copy(tar, target);
      if ((entry.getMode() & 0100) != 0 && !target.toFile().setExecutable(true)) {
        throw new IOException("%s cannot be made executable".formatted(target));
      }
    }
  }
}
