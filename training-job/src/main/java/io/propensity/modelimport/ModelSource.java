package io.propensity.modelimport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.propensity.environment.Connectors;
import io.propensity.environment.HadoopPaths;
import io.propensity.run.ContractException;
import io.propensity.run.NotFoundException;
import io.propensity.table.FileSystems;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Where the model's file lies, on a local disk or any Hadoop file system: itself, or named by the
 * {@code MLmodel} of an MLflow directory.
 */
final class ModelSource {

  private final FileSystem files;

  private ModelSource(FileSystem files) {
    this.files = files;
  }

  /**
   * The bytes of the {@code .cbm}. The native library loads them from memory.
   *
   * @param given a path or a URI
   * @throws NotFoundException when nothing lies there
   * @throws ContractException when it is a pickle, or an MLflow directory of another flavor
   */
  static byte[] read(String given, Configuration hadoop) {
    Path path = HadoopPaths.of(given);
    try {
      return new ModelSource(Connectors.open(path, hadoop)).read(path);
    } catch (FileNotFoundException e) {
      throw new NotFoundException("There is no model at %s".formatted(given), e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the model " + given, e);
    }
  }

  private byte[] read(Path given) throws IOException {
    Path file = files.getFileStatus(given).isDirectory() ? within(given) : given;
    if (file.getName().matches(".*\\.(pkl|pickle|joblib)")) {
      throw new ContractException(
          "%s is a pickle, and opening one runs whatever code it holds: save the model with save_model('model.cbm')"
              .formatted(FileSystems.display(file)));
    }
    try (var in = files.open(file)) {
      return in.readAllBytes();
    }
  }

  private Map<?, ?> described(Path description) throws IOException {
    try (var in = files.open(description)) {
      return new YAMLMapper().readValue(in.readAllBytes(), Map.class);
    } catch (JsonProcessingException e) {
      throw new ContractException(
          "%s is not YAML: %s".formatted(FileSystems.display(description), e.getOriginalMessage()),
          e);
    }
  }

  private Path within(Path directory) throws IOException {
    Path description = new Path(directory, "MLmodel");
    if (!isFile(description)) {
      throw new NotFoundException(
          "%s is a directory without an MLmodel: name a .cbm file or an MLflow model directory"
              .formatted(FileSystems.display(directory)));
    }
    if (!(described(description).get("flavors") instanceof Map<?, ?> all)
        || !(all.get("catboost") instanceof Map<?, ?> catboost)
        || !(catboost.get("data") instanceof String data)) {
      throw new ContractException(
          "%s has no flavor catboost: only CatBoost's models can be imported"
              .formatted(FileSystems.display(description)));
    }
    java.nio.file.Path below = java.nio.file.Path.of(data).normalize();
    boolean inside = !below.isAbsolute() && !below.startsWith("..") && !data.isBlank();
    Path file = inside ? new Path(directory, new Path(null, null, below.toString())) : directory;
    if (!inside || !isFile(file)) {
      throw new ContractException(
          "%s names '%s', which is no file of that directory"
              .formatted(FileSystems.display(description), data));
    }
    return file;
  }

  private boolean isFile(Path path) throws IOException {
    try {
      return files.getFileStatus(path).isFile();
    } catch (FileNotFoundException e) {
      return false;
    }
  }
}
