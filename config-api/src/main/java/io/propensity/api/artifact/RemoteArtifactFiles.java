package io.propensity.api.artifact;

import io.propensity.api.problem.ProblemException;
import io.propensity.model.ModelVersion;
import java.util.List;
import java.util.Optional;
import org.springframework.core.io.Resource;

/** A models root that only the jobs can read, such as a bucket. */
record RemoteArtifactFiles(String root) implements ArtifactFiles {

  @Override
  public boolean isReadable() {
    return false;
  }

  @Override
  public boolean mayHoldModels() {
    return true;
  }

  @Override
  public List<String> published() {
    throw unreadable();
  }

  @Override
  public List<Integer> versions(String name) {
    throw unreadable();
  }

  @Override
  public Optional<byte[]> manifest(ModelVersion version) {
    throw unreadable();
  }

  @Override
  public Optional<Resource> file(ModelVersion version, String path) {
    throw unreadable();
  }

  @Override
  public String location(ModelVersion version) {
    return (root.endsWith("/") ? root : root + "/") + version.path();
  }

  private ProblemException unreadable() {
    return ProblemException.notImplemented(
        "This needs the files of models, which the service reads of local models roots alone, and propensity.models-root is %s: mount it, and set the directory"
            .formatted(root));
  }
}
