package io.propensity.training;

import io.propensity.artifact.ArtifactFiles;
import io.propensity.environment.Connectors;
import io.propensity.environment.HadoopPaths;
import io.propensity.json.Json;
import io.propensity.model.ArtifactFile;
import io.propensity.run.ContractException;
import io.propensity.run.NotFoundException;
import io.propensity.run.RunId;
import io.propensity.table.FileSystems;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A pipeline's candidates under the models root: {@code NAME/_candidates/RUN/}, {@value
 * Candidate#FILE} last. A directory without it is what a dead run left, and goes with the next one.
 */
final class CandidateStore {

  private static final String FOLDER = "_candidates";

  /**
   * What a candidate became.
   *
   * @param recipe all that decided its evaluation
   */
  record Published(int version, String recipe) {

    static final String FILE = "published.json";
  }

  private final Path folder;
  private final FileSystem files;

  CandidateStore(String modelsRoot, String pipeline, Configuration hadoop) {
    this.folder = new Path(new Path(HadoopPaths.of(modelsRoot), pipeline), FOLDER);
    this.files = Connectors.open(folder, hadoop);
  }

  /** Keeps a candidate in the place of all others, which nobody evaluates any more. */
  Candidate put(
      RunId run, java.nio.file.Path directory, Function<List<ArtifactFile>, Candidate> candidate) {
    Path target = new Path(folder, run.value());
    try {
      List<ArtifactFile> content = ArtifactFiles.hash(directory);
      ArtifactFiles.upload(directory, content, files, target, true);
      Candidate made = candidate.apply(content);
      FileSystems.writeWhole(files, new Path(target, Candidate.FILE), Json.write(made));
      for (Path other : directories()) {
        if (!other.getName().equals(run.value())) {
          FileSystems.discard(files, other);
        }
      }
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot keep the candidate in " + target, e);
    }
  }

  /** The candidate of the latest run, if there is one. */
  Optional<Candidate> latest() {
    try {
      for (Path directory : directories()) {
        Path file = new Path(directory, Candidate.FILE);
        if (files.exists(file)) {
          return Optional.of(Json.readVersioned(bytes(file), Candidate.class, "Candidate " + file));
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look for candidates in " + folder, e);
    }
  }

  /**
   * Copies a candidate's files to a directory of this machine.
   *
   * @throws ContractException when one of them is not what was put
   */
  void copy(Candidate candidate, java.nio.file.Path directory) {
    for (ArtifactFile file : candidate.files()) {
      Path source = new Path(new Path(folder, candidate.runId().value()), file.path());
      try {
        byte[] content = bytes(source);
        if (!ArtifactFiles.matches(file, content)) {
          throw new ContractException(
              "%s is not the file that the train step wrote: run --steps train again"
                  .formatted(FileSystems.display(source)));
        }
        java.nio.file.Path target = directory.resolve(file.path());
        Files.createDirectories(target.getParent());
        Files.write(target, content);
      } catch (FileNotFoundException e) {
        throw new NotFoundException(
            "%s is gone: run --steps train again".formatted(FileSystems.display(source)), e);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot copy the candidate's file " + source, e);
      }
    }
  }

  /** Remembers which version a candidate became, and by which evaluation. */
  void published(Candidate candidate, Published published) {
    Path file = new Path(new Path(folder, candidate.runId().value()), Published.FILE);
    try {
      FileSystems.writeWhole(files, file, Json.write(published));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }

  /** What became of a candidate; empty where it was not published. */
  Optional<Published> published(Candidate candidate) {
    Path file = new Path(new Path(folder, candidate.runId().value()), Published.FILE);
    try {
      return files.exists(file)
          ? Optional.of(Json.read(bytes(file), Published.class, file.toString()))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
    }
  }

  private byte[] bytes(Path file) throws IOException {
    try (var in = files.open(file)) {
      return in.readAllBytes();
    }
  }

  /** The latest run's first: run ids sort by time. */
  private List<Path> directories() throws IOException {
    try {
      return Arrays.stream(files.listStatus(folder))
          .filter(FileStatus::isDirectory)
          .map(FileStatus::getPath)
          .sorted(Comparator.comparing(Path::getName).reversed())
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }
}
