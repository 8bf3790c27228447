package io.propensity.api.artifact;

import io.propensity.api.problem.ProblemException;
import io.propensity.model.ArtifactFile;
import io.propensity.model.Manifest;
import io.propensity.run.ContractException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/** Opens the files of a version that may be shown: what its manifest lists, and its reports. */
@Component
public class VersionFiles {

  private static final Pattern REPORTS =
      Pattern.compile(
          "manifest\\.json|metrics\\.(json|csv)|feature_importance\\.json"
              + "|figures/[A-Za-z0-9_][A-Za-z0-9_.-]*\\.png");

  private final ArtifactFiles files;

  VersionFiles(ArtifactFiles files) {
    this.files = files;
  }

  /** Opens a file, once its bytes were found to be those that the manifest lists. */
  public StoredFile open(Manifest manifest, String path) {
    Optional<ArtifactFile> listed =
        manifest.files().stream().filter(file -> file.path().equals(path)).findFirst();
    if (listed.isEmpty() && !REPORTS.matcher(path).matches()) {
      throw absent(manifest, path);
    }
    Resource content = content(manifest, path);
    String sha256 = Sha256.of(content);
    if (listed.isPresent() && !listed.get().sha256().equals(sha256)) {
      throw ProblemException.conflict(
          "The file '%s' of model %s is not the one that was published: its SHA-256 is another than the manifest's"
              .formatted(path, manifest.modelVersion()));
    }
    return new StoredFile(path, content, sha256);
  }

  private Resource content(Manifest manifest, String path) {
    try {
      return files.file(manifest.modelVersion(), path).orElseThrow(() -> absent(manifest, path));
    } catch (ContractException refused) {
      throw ProblemException.conflict(String.valueOf(refused.getMessage()));
    }
  }

  private static ProblemException absent(Manifest manifest, String path) {
    return ProblemException.notFound(
        "Model %s has no file '%s'; those that it has are in its manifest, under files"
            .formatted(manifest.modelVersion(), path));
  }
}
