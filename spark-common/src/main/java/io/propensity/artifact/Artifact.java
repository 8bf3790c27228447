package io.propensity.artifact;

import io.propensity.model.ArtifactFile;
import io.propensity.model.Manifest;
import io.propensity.run.ContractException;
import io.propensity.run.NotFoundException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A published model version that was opened for reading. */
public final class Artifact {

  private final FileSystem files;
  private final Path directory;
  private final Manifest manifest;

  Artifact(FileSystem files, Path directory, Manifest manifest) {
    this.files = files;
    this.directory = directory;
    this.manifest = manifest;
  }

  public Manifest manifest() {
    return manifest;
  }

  /**
   * The bytes of one file, which the manifest must list and which must have its size and hash.
   *
   * @throws ContractException when size or SHA-256 differ from the manifest's
   * @throws NotFoundException when the file is gone
   */
  public byte[] read(String path) {
    ArtifactFile expected = manifest.file(path);
    byte[] content = content(path);
    if (content.length != expected.bytes() || !Sha256.of(content).equals(expected.sha256())) {
      throw new ContractException(
          ("%s of model %s is not the file that was published: its SHA-256 is %s, the manifest says"
                  + " %s. Restore it, or train a new version")
              .formatted(path, manifest.modelVersion(), Sha256.of(content), expected.sha256()));
    }
    return content;
  }

  private byte[] content(String path) {
    try (var in = files.open(new Path(directory, path))) {
      return in.readAllBytes();
    } catch (FileNotFoundException e) {
      throw new NotFoundException(
          "%s of model %s is gone from %s: restore it, or train a new version"
              .formatted(path, manifest.modelVersion(), directory),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read %s in %s".formatted(path, directory), e);
    }
  }
}
