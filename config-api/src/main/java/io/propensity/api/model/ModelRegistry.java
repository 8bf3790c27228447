package io.propensity.api.model;

import io.propensity.api.artifact.ManifestReader;
import io.propensity.api.artifact.StoredFile;
import io.propensity.api.artifact.StoredManifest;
import io.propensity.api.artifact.VersionFiles;
import io.propensity.api.problem.ProblemException;
import io.propensity.api.web.CurrentUser;
import io.propensity.api.web.Paging;
import io.propensity.model.Manifest;
import io.propensity.model.ModelVersion;
import io.propensity.run.ContractException;
import io.propensity.text.CloseNames;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The models and versions that are registered. */
@Service
public class ModelRegistry {

  private static final Search.Order BY_NAME = new Search.Order(Search.Field.MODEL_NAME, true);
  private static final Search.Order NEWEST = new Search.Order(Search.Field.VERSION, false);

  private final ModelRows models;
  private final VersionRows versions;
  private final Registrations registrations;
  private final ManifestReader manifests;
  private final VersionFiles files;
  private final List<ModelUses> uses;
  private final CurrentUser user;
  private final Clock clock;

  ModelRegistry(
      ModelRows models,
      VersionRows versions,
      Registrations registrations,
      ManifestReader manifests,
      VersionFiles files,
      List<ModelUses> uses,
      CurrentUser user,
      Clock clock) {
    this.models = models;
    this.versions = versions;
    this.registrations = registrations;
    this.manifests = manifests;
    this.files = files;
    this.uses = uses;
    this.user = user;
    this.clock = clock;
  }

  /** Registers a version that lies in the store, or is said to where that cannot be read. */
  Registration register(VersionDraft draft) {
    if (!manifests.readsStore()) {
      return registrations.add(told(draft));
    }
    ModelVersion version = draft.version();
    StoredManifest stored = stored(version);
    draft.requireManifest(manifests.tree(stored));
    return registrations.add(stored);
  }

  private StoredManifest told(VersionDraft draft) {
    try {
      return manifests.told(draft.version(), draft.requiredManifest());
    } catch (ContractException wrong) {
      throw VersionDraft.wrongManifest(String.valueOf(wrong.getMessage()));
    }
  }

  private StoredManifest stored(ModelVersion version) {
    try {
      return manifests
          .read(version)
          .orElseThrow(
              () ->
                  ProblemException.notFound(
                      "There is no models/%s/manifest.json under the models root: publish the version first"
                          .formatted(version)));
    } catch (ContractException wrong) {
      throw ProblemException.conflict(String.valueOf(wrong.getMessage()));
    }
  }

  public Page<RegisteredModel> models(Paging paging) {
    Search search =
        new Search(
            List.of(
                new Search.Condition(
                    Search.Field.MODEL_NAME,
                    Search.Operator.CONTAINS,
                    paging.q().toLowerCase(Locale.ROOT))),
            List.of(BY_NAME));
    return new PageImpl<>(
        models.page(search, paging.request().getOffset(), paging.size()),
        paging.request(),
        models.count(search));
  }

  /** Some of the models that a search finds. */
  public List<RegisteredModel> models(Search search, long offset, int size) {
    return models.page(search, offset, size);
  }

  public Optional<RegisteredModel> find(String name) {
    return models.find(name);
  }

  public RegisteredModel model(String name) {
    return models.find(name).orElseThrow(() -> absent(name));
  }

  public Page<RegisteredVersion> versions(String name, Paging paging) {
    model(name);
    Search search = Search.ofModel(name, NEWEST);
    return new PageImpl<>(
        versions.page(search, paging.request().getOffset(), paging.size()),
        paging.request(),
        versions.count(search));
  }

  /** Some of the versions that a search finds. */
  public List<RegisteredVersion> versions(Search search, long offset, int size) {
    return versions.page(search, offset, size);
  }

  public Optional<RegisteredVersion> find(ModelVersion version) {
    return versions.find(version);
  }

  /**
   * The version that an address names.
   *
   * @throws ProblemException 404 when it cannot be one, or there is no such model
   */
  public ModelVersion named(String name, String version) {
    model(name);
    if (!version.matches("[1-9][0-9]{0,8}")) {
      throw ProblemException.notFound(
          "Model %s has no version '%s': versions are whole numbers from 1"
              .formatted(name, version));
    }
    return new ModelVersion(name, Integer.parseInt(version));
  }

  /** A version that must be registered, whatever its state is. */
  public RegisteredVersion version(ModelVersion version) {
    return versions.find(version).orElseThrow(() -> absent(version));
  }

  public VersionDetail detail(ModelVersion version) {
    RegisteredVersion found = version(version);
    String text = versions.manifest(version);
    return VersionDetail.of(found, manifests.parse(text), text, manifests.readsStore());
  }

  public StoredFile file(ModelVersion version, String path) {
    return files.open(manifest(version), path);
  }

  public Comparison compare(String name, int from, int to) {
    return Comparison.of(
        manifest(new ModelVersion(name, from)), manifest(new ModelVersion(name, to)));
  }

  /** The manifest of a version that is registered. */
  public Manifest manifest(ModelVersion version) {
    return manifests.parse(versions.manifest(version(version).modelVersion()));
  }

  /** Takes a version that nothing uses out of the registry, and leaves its files where they are. */
  @Transactional
  RegisteredVersion delete(ModelVersion version) {
    models.lock(version.name());
    RegisteredVersion found = version(version);
    if (found.is(VersionState.DELETED)) {
      return found;
    }
    requireUnused(found);
    versions.setState(version, VersionState.DELETED, clock.instant(), user.name());
    return version(version);
  }

  private void requireUnused(RegisteredVersion version) {
    List<String> using = new ArrayList<>();
    version.aliases().forEach(alias -> using.add("alias " + alias));
    uses.forEach(each -> using.addAll(each.of(version.modelVersion())));
    if (!using.isEmpty()) {
      throw ProblemException.conflict(
          "Model %s is in use by %s: have them name another version first; what a run used is kept"
              .formatted(version.modelVersion(), String.join(", ", using)));
    }
  }

  private ProblemException absent(String name) {
    return ProblemException.notFound(
        "There is no model '%s' in the registry%s"
            .formatted(name, CloseNames.hint(name, models.names())));
  }

  private ProblemException absent(ModelVersion version) {
    model(version.name());
    return ProblemException.notFound(
        "Model %s has no version %d; it has %s"
            .formatted(
                version.name(),
                version.version(),
                VersionNumbers.of(versions.numbers(version.name(), VersionState.READY))));
  }
}
