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
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A pipeline's candidates under the models root: {@code NAME/_candidates/RUN/}, {@value
 * Candidate#FILE} last. A directory without it is what a run leaves that died. One that is a day
 * older than the newest goes: until then its run may be evaluating it. Which is the latest says the
 * time of {@value Candidate#FILE}: run ids that clients choose do not sort by time.
 */
final class CandidateStore {

  private static final String FOLDER = "_candidates";
  private static final Duration KEPT = Duration.ofDays(1);

  /** Within one tick of the store's clock the run id decides. */
  private static final Comparator<FileStatus> LATEST_FIRST =
      Comparator.comparingLong(FileStatus::getModificationTime)
          .thenComparing(FileStatus::getPath)
          .reversed();

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

  /** Keeps a candidate, and discards those that no run can be evaluating any more. */
  Candidate put(
      RunId run, java.nio.file.Path directory, Function<List<ArtifactFile>, Candidate> candidate) {
    Path target = new Path(folder, run.value());
    try {
      List<ArtifactFile> content = ArtifactFiles.hash(directory);
      ArtifactFiles.upload(directory, content, files, target, true);
      Candidate made = candidate.apply(content);
      FileSystems.writeWhole(files, new Path(target, Candidate.FILE), Json.write(made));
      discardOlderThan(lastChange(target) - KEPT.toMillis());
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot keep the candidate in " + target, e);
    }
  }

  /** Has a candidate that stands be the latest, as if it had been put now. */
  void renew(Candidate candidate) {
    Path file = new Path(new Path(folder, candidate.runId().value()), Candidate.FILE);
    try {
      if (FileSystems.renamesAtOnce(files)) {
        files.setTimes(file, System.currentTimeMillis(), -1);
      } else {
        rewrite(file); // An object store keeps no time but that of writing.
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot renew " + file, e);
    }
  }

  private void rewrite(Path file) throws IOException {
    byte[] content = bytes(file);
    try (var out = files.create(file, true)) {
      out.write(content);
    }
  }

  /** The candidate that was put or renewed last, if there is one. */
  Optional<Candidate> latest() {
    return latest(candidate -> true);
  }

  /** The latest of this recipe. */
  Optional<Candidate> latest(String recipe) {
    return latest(candidate -> candidate.recipe().equals(recipe));
  }

  private Optional<Candidate> latest(Predicate<Candidate> wanted) {
    return directories().stream()
        .map(directory -> status(new Path(directory, Candidate.FILE)))
        .flatMap(Optional::stream)
        .sorted(LATEST_FIRST)
        .map(file -> read(file.getPath().getParent()))
        .flatMap(Optional::stream)
        .filter(wanted)
        .findFirst();
  }

  private Optional<FileStatus> status(Path file) {
    try {
      return Optional.of(files.getFileStatus(file));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look for " + file, e);
    }
  }

  /** What a run made, if it made one. */
  Optional<Candidate> of(RunId run) {
    return read(new Path(folder, run.value()));
  }

  private Optional<Candidate> read(Path directory) {
    Path file = new Path(directory, Candidate.FILE);
    try {
      return Optional.of(Json.readVersioned(bytes(file), Candidate.class, "Candidate " + file));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file, e);
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

  private void discardOlderThan(long millis) throws IOException {
    for (Path directory : directories()) {
      if (lastChange(directory) < millis) {
        FileSystems.discard(files, directory);
      }
    }
  }

  private long lastChange(Path directory) throws IOException {
    try {
      return FileSystems.lastChange(files, directory);
    } catch (FileNotFoundException e) {
      return Long.MAX_VALUE; // Another trainer discarded it meanwhile.
    }
  }

  private List<Path> directories() {
    try {
      return Arrays.stream(files.listStatus(folder))
          .filter(FileStatus::isDirectory)
          .map(FileStatus::getPath)
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot look for candidates in " + folder, e);
    }
  }
}
