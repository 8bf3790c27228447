package io.propensity.api.model;

import io.propensity.api.artifact.ArtifactFiles;
import io.propensity.api.artifact.ManifestReader;
import io.propensity.api.artifact.StoredManifest;
import io.propensity.api.model.ScanResult.Refused;
import io.propensity.api.problem.ProblemException;
import io.propensity.model.ModelPath;
import io.propensity.model.ModelVersion;
import io.propensity.run.ContractException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Registers what was published without a word to the service, and finds what is gone. */
@Component
public class StoreScan {

  private final ArtifactFiles files;
  private final ManifestReader manifests;
  private final Registrations registrations;
  private final VersionRows versions;

  StoreScan(
      ArtifactFiles files,
      ManifestReader manifests,
      Registrations registrations,
      VersionRows versions) {
    this.files = files;
    this.manifests = manifests;
    this.registrations = registrations;
    this.versions = versions;
  }

  public ScanResult run() {
    List<String> published = files.published();
    List<ModelVersion> registered = new ArrayList<>();
    List<Refused> refused = new ArrayList<>();
    int known = 0;
    for (String path : published) {
      try {
        Optional<Registration> found = register(path);
        found
            .filter(Registration::isNew)
            .ifPresent(each -> registered.add(each.version().modelVersion()));
        known += found.isPresent() && !found.get().isNew() ? 1 : 0;
      } catch (ContractException wrong) {
        refused.add(new Refused(path, String.valueOf(wrong.getMessage())));
      } catch (ProblemException conflict) {
        refused.add(new Refused(path, String.valueOf(conflict.getBody().getDetail())));
      }
    }
    return new ScanResult(registered, known, refused, missing(published));
  }

  /** Nothing where the directory went while it was looked at. */
  private Optional<Registration> register(String path) {
    ModelVersion version = ModelPath.parse("models/" + path, "models");
    Optional<StoredManifest> stored = manifests.read(version);
    return stored.map(registrations::add);
  }

  private List<ModelVersion> missing(List<String> published) {
    Set<String> there = new HashSet<>(published);
    List<ModelVersion> gone =
        versions.kept().stream().filter(version -> !there.contains(version.path())).toList();
    gone.forEach(registrations::missing);
    return gone;
  }
}
