package io.propensity.api.console.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.propensity.api.artifact.StoredFile;
import io.propensity.api.model.ModelRegistry;
import io.propensity.api.problem.ProblemException;
import io.propensity.model.Manifest;
import io.propensity.model.ModelVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads the curves that the training left beside a version. */
@Component
class VersionCurves {

  private static final String FILE = "curves.json";

  private final ModelRegistry registry;
  private final JsonMapper json;

  VersionCurves(ModelRegistry registry, JsonMapper json) {
    this.registry = registry;
    this.json = json;
  }

  /**
   * {@code curves.json}: pairs of numbers, of the rows of one split.
   *
   * @param precisionRecall recall and precision
   * @param calibration mean score and share of positives, by tenths of the rows
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Curves(
      String split,
      List<List<Double>> roc,
      @JsonProperty("precision_recall") List<List<Double>> precisionRecall,
      List<List<Double>> calibration) {

    Curves {
      Objects.requireNonNull(split, "split");
      roc = List.copyOf(Objects.requireNonNull(roc, "roc"));
      precisionRecall = List.copyOf(Objects.requireNonNull(precisionRecall, "precision_recall"));
      calibration = List.copyOf(Objects.requireNonNull(calibration, "calibration"));
    }
  }

  /**
   * What was found of some versions of a model.
   *
   * @param versions by their numbers; without those of earlier releases, and of models that are not
   *     binary
   * @param faults why curves that are there cannot be shown
   */
  record Found(Map<Integer, Curves> versions, List<String> faults) {

    Found {
      versions = Map.copyOf(versions);
      faults = List.copyOf(faults);
    }
  }

  /** Those of some versions of a model. */
  Found of(String name, List<Integer> versions) {
    Map<Integer, Curves> found = new HashMap<>();
    List<String> faults = new ArrayList<>();
    for (int version : versions) {
      try {
        of(new ModelVersion(name, version)).ifPresent(curves -> found.put(version, curves));
      } catch (ProblemException refused) {
        faults.add(Objects.requireNonNullElse(refused.getBody().getDetail(), ""));
      }
    }
    return new Found(found, faults);
  }

  private Optional<Curves> of(ModelVersion version) {
    Manifest manifest = registry.manifest(version);
    return manifest.files().stream().anyMatch(file -> file.path().equals(FILE))
        ? Optional.of(read(version, registry.file(version, FILE)))
        : Optional.empty();
  }

  private Curves read(ModelVersion version, StoredFile file) {
    try {
      return json.readValue(file.content().getContentAsByteArray(), Curves.class);
    } catch (JacksonException unreadable) {
      throw ProblemException.conflict(
          "The file '%s' of model %s is not as a training writes it: %s"
              .formatted(FILE, version, unreadable.getOriginalMessage()));
    } catch (IOException failure) {
      throw new UncheckedIOException("Cannot read " + file.content().getDescription(), failure);
    }
  }
}
