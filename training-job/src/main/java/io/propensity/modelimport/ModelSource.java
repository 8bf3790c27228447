package io.propensity.modelimport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.propensity.run.ContractException;
import io.propensity.run.NotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Where the model's file lies: itself, or named by the {@code MLmodel} of an MLflow directory. */
final class ModelSource {

  private ModelSource() {}

  /**
   * The bytes of the {@code .cbm}.
   *
   * @throws NotFoundException when nothing lies there
   * @throws ContractException when it is a pickle, or an MLflow directory of another flavor
   */
  static byte[] read(Path given) {
    if (!Files.exists(given)) {
      throw new NotFoundException("There is no model at %s".formatted(given));
    }
    Path file = Files.isDirectory(given) ? within(given) : given;
    String name = file.getFileName().toString();
    if (name.matches(".*\\.(pkl|pickle|joblib)")) {
      throw new ContractException(
          "%s is a pickle, and opening one runs whatever code it holds: save the model with save_model('model.cbm')"
              .formatted(file));
    }
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the model " + file, e);
    }
  }

  private static Map<?, ?> described(Path description) {
    try {
      return new YAMLMapper().readValue(description.toFile(), Map.class);
    } catch (JsonProcessingException e) {
      throw new ContractException(
          "%s is not YAML: %s".formatted(description, e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + description, e);
    }
  }

  private static Path within(Path directory) {
    Path description = directory.resolve("MLmodel");
    if (!Files.isRegularFile(description)) {
      throw new NotFoundException(
          "%s is a directory without an MLmodel: name a .cbm file or an MLflow model directory"
              .formatted(directory));
    }
    if (!(described(description).get("flavors") instanceof Map<?, ?> all)
        || !(all.get("catboost") instanceof Map<?, ?> catboost)
        || !(catboost.get("data") instanceof String data)) {
      throw new ContractException(
          "%s has no flavor catboost: only CatBoost's models can be imported"
              .formatted(description));
    }
    Path file = directory.resolve(data).normalize();
    if (!file.startsWith(directory.normalize()) || !Files.isRegularFile(file)) {
      throw new ContractException(
          "%s names '%s', which is no file of that directory".formatted(description, data));
    }
    return file;
  }
}
