package io.propensity.api.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.propensity.model.Manifest;
import java.util.List;
import java.util.Map;

/**
 * All that the registry tells of a version.
 *
 * @param modelPath as a campaign names it
 * @param metrics by split, then by name
 * @param figures its pictures
 * @param files all that the manifest lists
 * @param filesReadable whether the service can read the files, and so holds each against its hash
 *     when it is asked for; where it cannot, nothing of the version was checked against the store
 * @param manifest as it was registered, to the letter
 */
public record VersionDetail(
    @JsonUnwrapped RegisteredVersion version,
    @JsonProperty("model_path") String modelPath,
    Map<String, Map<String, Double>> metrics,
    List<FileLink> figures,
    List<FileLink> files,
    @JsonProperty("files_readable") boolean filesReadable,
    @JsonRawValue String manifest) {

  /** A file and its address. */
  public record FileLink(String name, String href) {

    static FileLink of(RegisteredVersion version, String path) {
      return new FileLink(
          path,
          "/models/%s/versions/%d/files/%s".formatted(version.name(), version.version(), path));
    }
  }

  static VersionDetail of(
      RegisteredVersion version, Manifest manifest, String text, boolean filesReadable) {
    List<FileLink> files =
        manifest.files().stream().map(file -> FileLink.of(version, file.path())).toList();
    return new VersionDetail(
        version,
        "models/" + version.modelVersion().path(),
        manifest.metrics(),
        files.stream().filter(file -> file.name().matches("figures/.*\\.png")).toList(),
        files,
        filesReadable,
        text);
  }
}
