package io.propensity.artifact;

import io.propensity.model.ArtifactFile;
import io.propensity.run.ContractException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;
import org.jspecify.annotations.Nullable;

/**
 * {@link VerifiedFiles} as Hadoop reads them: {@code verified://ID/...}. Read only; it lists and
 * opens what is registered and nothing else. A file is held in memory while it is open. Hadoop
 * makes it by its name, wherever the configuration goes.
 */
public final class VerifiedFileSystem extends FileSystem {

  static final String SCHEME = "verified";

  private static final FsPermission READABLE = new FsPermission((short) 0444);

  private URI uri = URI.create(SCHEME + ":///");
  private @Nullable Path directory;
  private Map<String, ArtifactFile> files = Map.of();

  @Override
  public void initialize(URI name, Configuration configuration) throws IOException {
    super.initialize(name, configuration);
    VerifiedFiles verified =
        VerifiedFiles.registered(name.getAuthority(), configuration)
            .orElseThrow(() -> new FileNotFoundException("Nothing is registered as " + name));
    uri = URI.create(SCHEME + "://" + name.getAuthority());
    directory = verified.directory();
    files = verified.byPath();
    setWorkingDirectory(new Path(uri.toString(), "/"));
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public URI getUri() {
    return uri;
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    ArtifactFile file = files.get(relative(path));
    if (file == null || directory == null) {
      throw new FileNotFoundException(path + " is none of the files that are registered");
    }
    Path source = new Path(directory, file.path());
    byte[] content;
    try (InputStream in = source.getFileSystem(getConf()).open(source)) {
      content = in.readNBytes(Math.toIntExact(file.bytes() + 1));
    }
    try {
      return new FSDataInputStream(
          new BytesStream(VerifiedFiles.require(file, content, directory.toString())));
    } catch (ContractException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    String prefix = relative(path);
    ArtifactFile file = files.get(prefix);
    if (file != null) {
      return new FileStatus[] {status(file)};
    }
    Map<String, FileStatus> found = new TreeMap<>();
    for (String child : children(prefix)) {
      String full = prefix.isEmpty() ? child : prefix + "/" + child;
      ArtifactFile leaf = files.get(full);
      found.put(full, leaf == null ? folder(full) : status(leaf));
    }
    if (found.isEmpty()) {
      throw new FileNotFoundException(path + " is none of the directories that are registered");
    }
    return found.values().toArray(FileStatus[]::new);
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    String name = relative(path);
    ArtifactFile file = files.get(name);
    if (file != null) {
      return status(file);
    }
    if (children(name).isEmpty()) {
      throw new FileNotFoundException(path + " is none of the files that are registered");
    }
    return folder(name);
  }

  private Set<String> children(String directoryName) {
    String prefix = directoryName.isEmpty() ? "" : directoryName + "/";
    Set<String> names = new TreeSet<>();
    for (String name : files.keySet()) {
      if (name.startsWith(prefix)) {
        int end = name.indexOf('/', prefix.length());
        names.add(name.substring(prefix.length(), end < 0 ? name.length() : end));
      }
    }
    return names;
  }

  private String relative(Path path) {
    String name = makeQualified(path).toUri().getPath();
    return name.startsWith("/") ? name.substring(1) : name;
  }

  private FileStatus status(ArtifactFile file) {
    long block = Math.max(1, file.bytes());
    return new FileStatus(file.bytes(), false, 1, block, 0, 0, READABLE, "", "", at(file.path()));
  }

  private FileStatus folder(String name) {
    return new FileStatus(0, true, 0, 0, 0, 0, READABLE, "", "", at(name));
  }

  private Path at(String name) {
    return new Path(uri + "/" + name);
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    throw readOnly();
  }

  @Override
  public FSDataOutputStream append(Path path, int bufferSize, Progressable progress)
      throws IOException {
    throw readOnly();
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    throw readOnly();
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    throw readOnly();
  }

  @Override
  public boolean mkdirs(Path path, FsPermission permission) throws IOException {
    throw readOnly();
  }

  @Override
  public void setWorkingDirectory(Path path) {
    // Paths are whole; there is nothing that one could be relative to.
  }

  @Override
  public Path getWorkingDirectory() {
    return new Path(uri + "/");
  }

  private static IOException readOnly() {
    return new IOException("A published model's files are read only");
  }
}
