package io.propensity.artifact;

import io.propensity.model.ArtifactFile;
import io.propensity.model.Manifest;
import io.propensity.run.ContractException;
import io.propensity.run.NotFoundException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
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
    return VerifiedFiles.require(expected, content(path), "model " + manifest.modelVersion());
  }

  /** The files below a folder of the artifact, for readers that open them by themselves. */
  public VerifiedFiles below(String folder) {
    String prefix = folder + "/";
    List<ArtifactFile> inside =
        manifest.files().stream()
            .filter(file -> file.path().startsWith(prefix))
            .map(
                file ->
                    new ArtifactFile(
                        file.path().substring(prefix.length()), file.sha256(), file.bytes()))
            .toList();
    if (inside.isEmpty()) {
      throw new ContractException(
          "The manifest of model %s lists no file below '%s': publish the model again"
              .formatted(manifest.modelVersion(), folder));
    }
    return new VerifiedFiles(new Path(directory, folder), inside);
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
