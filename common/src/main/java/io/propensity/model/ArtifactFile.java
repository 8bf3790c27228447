package io.propensity.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.propensity.run.ContractException;
import java.util.regex.Pattern;

/**
 * A file of an artifact; it is opened only after its hash matches.
 *
 * @param path relative to the artifact's directory, without {@code ..}
 * @param sha256 64 small hexadecimal digits
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ArtifactFile(String path, String sha256, long bytes) {

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern PATH =
      Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*");

  public ArtifactFile {
    if (!PATH.matcher(path).matches()) {
      throw new ContractException(
          "An artifact's file '%s' does not lie within its directory".formatted(path));
    }
    if (!SHA256.matcher(sha256).matches()) {
      throw new ContractException(
          "An artifact's file '%s' has no SHA-256 of 64 hexadecimal digits".formatted(path));
    }
  }
}
