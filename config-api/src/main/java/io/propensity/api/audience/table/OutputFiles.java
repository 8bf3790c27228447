package io.propensity.api.audience.table;

import io.propensity.api.PropensitySettings;
import io.propensity.api.problem.ProblemException;
import io.propensity.run.RunId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.springframework.stereotype.Component;

/** The Parquet files that runs published under the output root. No other file is ever opened. */
@Component
public class OutputFiles {

  private static final int LEVELS = 16;

  private final String root;

  OutputFiles(PropensitySettings settings) {
    this.root = settings.outputRoot();
  }

  /** Whether predictions lie where the service could read them. */
  public boolean isReadable() {
    return !RealRoot.isRemote(root);
  }

  /** The directory whose files may be read, behind all links of as much of it as there is. */
  Path realRoot() {
    return RealRoot.real(RealRoot.path(root));
  }

  /**
   * The files of a published run.
   *
   * @throws ProblemException when the run is not there, or only a job can read it
   */
  public List<Path> of(long campaign, RunId run, Predicate<Path> wanted) {
    if (!isReadable()) {
      throw ProblemException.unprocessable(
          "Predictions lie in %s, which the jobs alone read: the service reads local files, mount the output root and set propensity.output-root"
              .formatted(root));
    }
    Path directory = RealRoot.path(root).resolve("campaign-%d/%s".formatted(campaign, run));
    if (!Files.isRegularFile(directory.resolve("_SUCCESS"))) {
      throw ProblemException.notFound(
          "The predictions of run %s are not under the output root %s: they were removed, or were published elsewhere"
              .formatted(run, root));
    }
    return files(directory, wanted);
  }

  private List<Path> files(Path directory, Predicate<Path> wanted) {
    try (Stream<Path> found = Files.walk(directory, LEVELS)) {
      return found
          .filter(file -> isShown(directory.relativize(file)))
          .filter(Files::isRegularFile)
          .filter(wanted)
          .sorted()
          .map(file -> RealRoot.real(file, RealRoot.path(root), "output root"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list " + directory, e);
    }
  }

  /** What begins with {@code _} or a point is none of the predictions. */
  private static boolean isShown(Path file) {
    return StreamSupport.stream(file.spliterator(), false)
        .map(Path::toString)
        .noneMatch(part -> part.startsWith("_") || part.startsWith("."));
  }
}
