package io.propensity.api.model;

import io.propensity.api.artifact.ManifestReader;
import io.propensity.api.artifact.StoredManifest;
import io.propensity.api.problem.ProblemException;
import io.propensity.api.web.CurrentUser;
import io.propensity.model.ModelVersion;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes versions into the registry. What is there once is never replaced. */
@Service
class Registrations {

  private static final Logger LOG = LoggerFactory.getLogger(Registrations.class);

  private final ModelRows models;
  private final VersionRows versions;
  private final ManifestReader manifests;
  private final CurrentUser user;
  private final Clock clock;

  Registrations(
      ModelRows models,
      VersionRows versions,
      ManifestReader manifests,
      CurrentUser user,
      Clock clock) {
    this.models = models;
    this.versions = versions;
    this.manifests = manifests;
    this.user = user;
    this.clock = clock;
  }

  /** Registers a version, or finds it unchanged; refuses one whose manifest is another by now. */
  @Transactional
  Registration add(StoredManifest stored) {
    ModelVersion version = stored.manifest().modelVersion();
    Instant now = clock.instant();
    models.create(version.name(), now);
    Optional<RegisteredVersion> known = versions.find(version);
    if (known.isPresent()) {
      return again(known.get(), stored, now);
    }
    versions.add(stored, now, user.name());
    LOG.info("Model {} is registered", version);
    return new Registration(versions.find(version).orElseThrow(), true);
  }

  private Registration again(RegisteredVersion known, StoredManifest stored, Instant now) {
    requireUnchanged(known, stored);
    if (known.is(VersionState.MISSING)) {
      versions.setState(known.modelVersion(), VersionState.READY, now, user.name());
    }
    return new Registration(versions.find(known.modelVersion()).orElseThrow(), false);
  }

  private void requireUnchanged(RegisteredVersion known, StoredManifest stored) {
    if (!isUnchanged(known, stored)) {
      throw ProblemException.conflict(
          "The manifest of model %s has the SHA-256 %s, and was registered with %s: a version never changes, so publish the next one"
              .formatted(known.modelVersion(), stored.sha256(), known.sha256()));
    }
    if (known.is(VersionState.DELETED)) {
      throw ProblemException.conflict(
          "Model %s was deleted by %s at %s, and its number is never used again: publish the next version"
              .formatted(known.modelVersion(), known.stateBy(), known.stateAt()));
    }
  }

  /** What was told of a version that lay elsewhere is the same, however the file writes it. */
  private boolean isUnchanged(RegisteredVersion known, StoredManifest stored) {
    return known.sha256().equals(stored.sha256())
        || manifests.isSame(stored, versions.manifest(known.modelVersion()));
  }

  @Transactional
  void missing(ModelVersion version) {
    models.lock(version.name());
    boolean ready =
        versions.find(version).filter(found -> found.is(VersionState.READY)).isPresent();
    if (ready) {
      LOG.warn("Model {} is missing: its directory is gone from the models root", version);
      Instant now = clock.instant();
      versions.setState(version, VersionState.MISSING, now, user.name());
    }
  }
}
