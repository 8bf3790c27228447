package io.propensity.environment;

import io.propensity.run.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/** Opens file systems with the connectors that lie among Spark's jars. */
public final class Connectors {

  private Connectors() {}

  /**
   * The file system of {@code path}; on local disks without Hadoop's checksum files beside data.
   *
   * @throws ConfigurationException when no connector for its scheme is installed
   */
  public static FileSystem open(Path path, Configuration hadoop) {
    try {
      FileSystem files = path.getFileSystem(hadoop);
      return files instanceof LocalFileSystem local ? local.getRawFileSystem() : files;
    } catch (UnsupportedFileSystemException e) {
      throw notInstalled(path, e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot reach " + path, e);
    } catch (RuntimeException e) {
      // Hadoop knows s3a by name, and wraps the absence of its class in nothing more telling.
      throw e.getCause() instanceof ClassNotFoundException ? notInstalled(path, e) : e;
    }
  }

  private static ConfigurationException notInstalled(Path path, Exception cause) {
    return new ConfigurationException(
        "%s: no file system is installed for '%s': add its connector to Spark's jars"
            .formatted(path, path.toUri().getScheme()),
        cause);
  }
}
