package io.propensity.artifact;

import io.propensity.model.ArtifactFile;
import io.propensity.run.ContractException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Files below one directory that Spark's own readers may open, on the driver and on executors, by
 * the URI of a {@link VerifiedFileSystem}: it hands out the bytes only when their size and SHA-256
 * are what is said here, each time that a file is opened, so that nobody can put others in their
 * place between the check and the reading.
 */
public record VerifiedFiles(Path directory, List<ArtifactFile> files) {

  private static final String FIELD = "\t";

  public VerifiedFiles {
    files = List.copyOf(files);
  }

  /**
   * Makes the files readable in whatever is configured so.
   *
   * @return the URI of the directory
   */
  public Path register(Configuration hadoop) {
    hadoop.set("fs.%s.impl".formatted(VerifiedFileSystem.SCHEME), fileSystem());
    hadoop.setBoolean("fs.%s.impl.disable.cache".formatted(VerifiedFileSystem.SCHEME), true);
    hadoop.set(directoryKey(id()), directory.toUri().toString());
    hadoop.set(filesKey(id()), listing());
    return new Path("%s://%s/".formatted(VerifiedFileSystem.SCHEME, id()));
  }

  /** Takes back what {@link #register} did. */
  public void unregister(Configuration hadoop) {
    hadoop.unset(directoryKey(id()));
    hadoop.unset(filesKey(id()));
  }

  /** What was registered under an id. */
  static Optional<VerifiedFiles> registered(String id, Configuration hadoop) {
    String directory = hadoop.get(directoryKey(id));
    String listing = hadoop.get(filesKey(id));
    if (directory == null || listing == null) {
      return Optional.empty();
    }
    List<ArtifactFile> files = new ArrayList<>();
    for (String line : listing.lines().toList()) {
      String[] fields = line.split(FIELD, 3);
      files.add(new ArtifactFile(fields[2], fields[0], Long.parseLong(fields[1])));
    }
    return Optional.of(new VerifiedFiles(new Path(directory), files));
  }

  /** The files by path. */
  Map<String, ArtifactFile> byPath() {
    Map<String, ArtifactFile> byPath = new TreeMap<>();
    files.forEach(file -> byPath.put(file.path(), file));
    return byPath;
  }

  /**
   * The content, if it is the one that is said.
   *
   * @throws ContractException when it is another
   */
  static byte[] require(ArtifactFile expected, byte[] content, String subject) {
    String found = Sha256.of(content);
    if (content.length != expected.bytes() || !found.equals(expected.sha256())) {
      throw new ContractException(
          ("%s of %s is not the file that was published: its SHA-256 is %s, the manifest says"
                  + " %s. Restore it, or train a new version")
              .formatted(expected.path(), subject, found, expected.sha256()));
    }
    return content;
  }

  private static String fileSystem() {
    return VerifiedFileSystem.class.getName();
  }

  private String id() {
    return Sha256.of((directory + "\n" + listing()).getBytes(StandardCharsets.UTF_8));
  }

  private String listing() {
    StringBuilder lines = new StringBuilder();
    for (ArtifactFile file : files) {
      lines.append(file.sha256()).append(FIELD).append(file.bytes()).append(FIELD);
      lines.append(file.path()).append('\n');
    }
    return lines.toString();
  }

  private static String directoryKey(String id) {
    return "propensity.verified.%s.directory".formatted(id);
  }

  private static String filesKey(String id) {
    return "propensity.verified.%s.files".formatted(id);
  }
}
