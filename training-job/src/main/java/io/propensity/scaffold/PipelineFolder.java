package io.propensity.scaffold;

import io.propensity.model.Names;
import io.propensity.pipeline.PipelineFile;
import io.propensity.run.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The folder of a new pipeline, which must not be there yet. */
record PipelineFolder(Path path, String name) {

  private static final int LONGEST = 63;

  /**
   * The folder of that name, or of one that is made of the file's.
   *
   * @throws UsageException when it is there already
   */
  static PipelineFolder of(Path parent, @Nullable String name, String file) {
    String called = Names.require("Pipeline", name == null ? named(file) : name);
    PipelineFolder folder = new PipelineFolder(parent.resolve(called), called);
    if (Files.exists(folder.path())) {
      throw folder.taken();
    }
    return folder;
  }

  private static String named(String file) {
    String stem =
        file.replaceFirst("/+$", "").replaceFirst(".*/", "").replaceFirst("(?<=.)\\..*$", "");
    String name =
        stem.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^[^a-z]+|-+$", "");
    String fitting = name.substring(0, Math.min(LONGEST, name.length()));
    return fitting.isEmpty() ? "new-pipeline" : fitting;
  }

  /**
   * Writes the file, and takes the folder away again if {@code check} refuses it.
   *
   * @return the folder
   */
  Path write(String yaml, Consumer<Path> check) {
    Path file = path.resolve(PipelineFile.NAME);
    try {
      if (path.getParent() != null) {
        Files.createDirectories(path.getParent());
      }
      Files.createDirectory(path);
      Files.writeString(file, yaml);
      try {
        check.accept(path);
      } catch (RuntimeException e) {
        Files.delete(file);
        Files.delete(path);
        throw e;
      }
      return path;
    } catch (FileAlreadyExistsException e) {
      throw taken();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
  }

  private UsageException taken() {
    return new UsageException(
        "%s is there already, and is not written over: choose another --name".formatted(path));
  }
}
