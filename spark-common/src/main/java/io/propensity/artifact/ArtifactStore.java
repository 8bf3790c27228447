package io.propensity.artifact;

import io.propensity.environment.Connectors;
import io.propensity.environment.HadoopPaths;
import io.propensity.json.Json;
import io.propensity.model.ArtifactFile;
import io.propensity.model.Manifest;
import io.propensity.model.ModelVersion;
import io.propensity.model.Names;
import io.propensity.run.ContractException;
import io.propensity.run.NotFoundException;
import io.propensity.table.FileSystems;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Model versions under the models root. A version's directory is written once: its number is
 * claimed first, its files follow, and {@code manifest.json} comes last and makes it real. A
 * directory without a manifest is not a version and is never read.
 */
public final class ArtifactStore {

  private final Path root;
  private final FileSystem files;
  private final VersionClaims claims;

  /**
   * A store under {@code modelsRoot}.
   *
   * @param modelsRoot a local path or a URI of a Hadoop file system
   */
  public ArtifactStore(String modelsRoot, Configuration hadoop) {
    this.root = HadoopPaths.of(modelsRoot);
    this.files = Connectors.open(root, hadoop);
    this.claims = new VersionClaims(files);
  }

  /**
   * Publishes every file below {@code directory} as the next version of {@code name}.
   *
   * @param manifest makes the manifest of the version that was claimed, with the files as hashed
   * @return the version, which readers see from now on; on any failure none is seen
   */
  public ModelVersion publish(
      String name,
      java.nio.file.Path directory,
      BiFunction<ModelVersion, List<ArtifactFile>, Manifest> manifest) {
    return publish(claim(name), directory, manifest);
  }

  /** The next version of {@code name}, which nobody else gets, whether or not it is published. */
  public ModelVersion claim(String name) {
    Path model = new Path(root, Names.require("Model", name));
    try {
      return new ModelVersion(name, claims.next(model));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot claim a version of model %s in %s".formatted(name, root), e);
    }
  }

  /** As above, for a version that was claimed before. */
  public ModelVersion publish(
      ModelVersion claimed,
      java.nio.file.Path directory,
      BiFunction<ModelVersion, List<ArtifactFile>, Manifest> manifest) {
    try {
      List<ArtifactFile> content = ArtifactFiles.hash(directory);
      write(directory, new Path(root, claimed.path()), content, manifest.apply(claimed, content));
      return claimed;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot publish model %s in %s".formatted(claimed, root), e);
    }
  }

  /**
   * Opens a version.
   *
   * @throws NotFoundException when there is no such version
   * @throws ContractException when its manifest is of another format or of another version
   */
  public Artifact open(ModelVersion version) {
    Path directory = new Path(root, version.path());
    Path file = new Path(directory, Manifest.FILE);
    Manifest manifest =
        Json.readVersioned(manifestBytes(version, file), Manifest.class, "Manifest " + file);
    if (!manifest.modelVersion().equals(version)) {
      throw new ContractException(
          "%s is the manifest of model %s: the directory was copied or renamed by hand"
              .formatted(file, manifest.modelVersion()));
    }
    return new Artifact(files, directory, manifest);
  }

  /**
   * The JSON of a version's manifest, to the letter.
   *
   * @throws NotFoundException when there is no such version
   */
  public String manifest(ModelVersion version) {
    Path file = new Path(new Path(root, version.path()), Manifest.FILE);
    return new String(manifestBytes(version, file), StandardCharsets.UTF_8);
  }

  private byte[] manifestBytes(ModelVersion version, Path file) {
    try (var in = files.open(file)) {
      return in.readAllBytes();
    } catch (FileNotFoundException e) {
      throw new NotFoundException(
          "There is no model %s under %s: train it, or name a version that is there"
              .formatted(version, FileSystems.display(root)),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  private void write(
      java.nio.file.Path source, Path target, List<ArtifactFile> content, Manifest manifest)
      throws IOException {
    try {
      ArtifactFiles.upload(source, content, files, target, false);
      FileSystems.writeWhole(files, new Path(target, Manifest.FILE), Json.write(manifest));
    } catch (IOException | RuntimeException | Error e) {
      withdraw(target, e);
      throw e;
    }
  }

  /** A version whose manifest somebody may have seen stays, though its answer was lost. */
  private void withdraw(Path target, Throwable failure) {
    try {
      if (!files.exists(new Path(target, Manifest.FILE))) {
        files.delete(target, true);
      }
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
