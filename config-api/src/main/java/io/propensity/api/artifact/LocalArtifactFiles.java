package io.propensity.api.artifact;

import io.propensity.api.problem.ProblemException;
import io.propensity.model.Manifest;
import io.propensity.model.ModelVersion;
import io.propensity.run.ContractException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

/** A models root on a file system of this machine. */
final class LocalArtifactFiles implements ArtifactFiles {

  private static final long LARGEST_MANIFEST = 16L << 20;

  private final Path root;

  LocalArtifactFiles(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  @Override
  public boolean isReadable() {
    return true;
  }

  @Override
  public boolean mayHoldModels() {
    return Files.isDirectory(root) && !published().isEmpty();
  }

  @Override
  public List<String> published() {
    if (!Files.isDirectory(root)) {
      throw ProblemException.conflict(
          "There is no models root at %s: mount it, or set propensity.models-root".formatted(root));
    }
    return directories(root).stream()
        .filter(Files::isReadable)
        .flatMap(model -> directories(model).stream())
        .filter(LocalArtifactFiles::isPublished)
        .map(version -> root.relativize(version).toString())
        .sorted()
        .toList();
  }

  @Override
  public List<Integer> versions(String name) {
    Path model = root.resolve(name);
    if (!Files.isDirectory(model)) {
      return List.of();
    }
    return directories(model).stream()
        .filter(LocalArtifactFiles::isPublished)
        .map(version -> String.valueOf(version.getFileName()))
        .filter(number -> number.matches("[1-9][0-9]{0,8}"))
        .map(Integer::valueOf)
        .sorted()
        .toList();
  }

  @Override
  public Optional<byte[]> manifest(ModelVersion version) {
    return file(version, Manifest.FILE).map(file -> manifest(version, file));
  }

  private static byte[] manifest(ModelVersion version, Resource file) {
    try {
      if (file.contentLength() > LARGEST_MANIFEST) {
        throw new ContractException(
            "The manifest of model %s has more than %,d bytes"
                .formatted(version, LARGEST_MANIFEST));
      }
      return file.getContentAsByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the manifest of model " + version, e);
    }
  }

  @Override
  public Optional<Resource> file(ModelVersion version, String path) {
    Path file = root.resolve(version.path()).resolve(path);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      Path real = file.toRealPath();
      if (!real.startsWith(root.toRealPath())) {
        throw new ContractException(
            "%s/%s is a link that leads out of the models root: put the file itself there"
                .formatted(version.path(), path));
      }
      return Optional.of(new FileSystemResource(real));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  @Override
  public String location(ModelVersion version) {
    return root.resolve(version.path()).toString();
  }

  private static boolean isPublished(Path version) {
    return Files.isRegularFile(version.resolve(Manifest.FILE));
  }

  private static List<Path> directories(Path parent) {
    try (Stream<Path> children = Files.list(parent)) {
      return children.filter(Files::isDirectory).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + parent, e);
    }
  }
}
