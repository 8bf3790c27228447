package io.propensity.api.run;

import io.propensity.api.PropensitySettings;
import io.propensity.api.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The pipelines of the launcher's home: a folder with a {@code pipeline.yaml} is one. */
@Component
public class Pipelines {

  /** What a training consists of, in the order in which it is done. */
  public static final List<String> STEPS =
      List.of("ingest", "features", "train", "evaluate", "export");

  private static final String FORM = "[a-z][a-z0-9-]{0,62}";

  private final Path directory;

  Pipelines(PropensitySettings settings) {
    this.directory = settings.launcher().directory().resolve("pipelines");
  }

  void require(String name) {
    if (!name.matches(FORM) || !isPipeline(directory.resolve(name))) {
      throw ProblemException.notFound(
          "There is no pipeline '%s'; there are %s".formatted(name, known()));
    }
  }

  /** By their names, in their order; none where the home has none. */
  public List<String> names() {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(directory)) {
      return folders
          .filter(Pipelines::isPipeline)
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private String known() {
    List<String> names = names();
    return names.isEmpty() ? "none" : String.join(", ", names);
  }

  private static boolean isPipeline(Path folder) {
    return Files.isRegularFile(folder.resolve("pipeline.yaml"));
  }
}
