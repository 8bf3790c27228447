package io.propensity.api.model;

import io.propensity.api.artifact.ArtifactFiles;
import io.propensity.api.artifact.ManifestReader;
import io.propensity.api.model.ModelAnswer.Found;
import io.propensity.api.model.ModelAnswer.Refused;
import io.propensity.api.model.ModelAnswer.Unknown;
import io.propensity.model.Feature;
import io.propensity.model.ModelReference;
import io.propensity.model.ModelVersion;
import io.propensity.run.ContractException;
import io.propensity.text.CloseNames;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Finds the models that campaigns name; registers them on the way where they were not yet. */
@Component
public class NamedModels {

  private final ModelRows models;
  private final VersionRows versions;
  private final AliasRows aliases;
  private final ModelRegistry registry;
  private final Registrations registrations;
  private final ManifestReader manifests;
  private final ArtifactFiles files;

  NamedModels(
      ModelRows models,
      VersionRows versions,
      AliasRows aliases,
      ModelRegistry registry,
      Registrations registrations,
      ManifestReader manifests,
      ArtifactFiles files) {
    this.models = models;
    this.versions = versions;
    this.aliases = aliases;
    this.registry = registry;
    this.registrations = registrations;
    this.manifests = manifests;
    this.files = files;
  }

  /** Says what a reference means now. */
  public ModelAnswer find(ModelReference reference) {
    try {
      return answer(reference);
    } catch (ContractException unreadable) {
      return new Refused(String.valueOf(unreadable.getMessage()));
    }
  }

  /** As {@link #find}, of what nobody changes before the caller's transaction ends. */
  @Transactional(propagation = Propagation.MANDATORY)
  public ModelAnswer settle(ModelReference reference) {
    models.lock(reference.name());
    return find(reference);
  }

  private ModelAnswer answer(ModelReference reference) {
    if (reference instanceof ModelReference.Version named) {
      return version(named);
    }
    return reference instanceof ModelReference.Alias alias ? alias(alias) : latest(reference);
  }

  private ModelAnswer version(ModelReference.Version reference) {
    ModelVersion version = reference.version();
    return versions
        .find(version)
        .or(() -> published(version))
        .map(this::ready)
        .orElseGet(() -> noSuchVersion(reference));
  }

  private ModelAnswer alias(ModelReference.Alias reference) {
    String name = reference.name();
    Optional<Alias> alias = aliases.find(name, reference.alias());
    if (alias.isPresent()) {
      return version(new ModelReference.Version(new ModelVersion(name, alias.get().version())));
    }
    if (models.find(name).isEmpty()) {
      return unknown(reference);
    }
    List<String> others = aliases.list(name).stream().map(Alias::alias).toList();
    return new Refused(
        "model %s has no alias '%s'; it has %s%s"
            .formatted(
                name,
                reference.alias(),
                others.isEmpty() ? "none" : String.join(", ", others),
                CloseNames.hint(reference.alias(), others)));
  }

  private ModelAnswer latest(ModelReference reference) {
    String name = reference.name();
    Optional<Integer> latest =
        models.find(name).map(RegisteredModel::latestVersion).or(() -> lastPublished(name));
    if (latest.isPresent()) {
      return version(new ModelReference.Version(new ModelVersion(name, latest.get())));
    }
    return models.find(name).isPresent()
        ? new Refused("model %s has no version that is ready".formatted(name))
        : unknown(reference);
  }

  private Optional<Integer> lastPublished(String name) {
    return inStore(name).stream().reduce((before, last) -> last);
  }

  private List<Integer> inStore(String name) {
    return files.isReadable() ? files.versions(name) : List.of();
  }

  private Optional<RegisteredVersion> published(ModelVersion version) {
    return files.isReadable()
        ? manifests.read(version).map(registrations::add).map(Registration::version)
        : Optional.empty();
  }

  private ModelAnswer ready(RegisteredVersion version) {
    if (!version.is(VersionState.READY)) {
      return new Refused(
          version.is(VersionState.DELETED)
              ? "model %s was deleted by %s at %s"
                  .formatted(version.modelVersion(), version.stateBy(), version.stateAt())
              : "model %s is gone from the models root".formatted(version.modelVersion()));
    }
    List<String> features =
        registry.manifest(version.modelVersion()).features().stream().map(Feature::name).toList();
    return new Found(version.modelVersion(), features);
  }

  private ModelAnswer noSuchVersion(ModelReference.Version reference) {
    String name = reference.name();
    boolean isRegistered = models.find(name).isPresent();
    List<Integer> others =
        isRegistered ? versions.numbers(name, VersionState.READY) : inStore(name);
    return isRegistered || !others.isEmpty()
        ? new Refused(
            "model %s has no version %d; it has %s"
                .formatted(name, reference.version().version(), VersionNumbers.of(others)))
        : unknown(reference);
  }

  private Unknown unknown(ModelReference reference) {
    return new Unknown(
        files.mayHoldModels()
            ? List.of(
                "model %s is not in the registry: it was not checked%s"
                    .formatted(reference, CloseNames.hint(reference.name(), models.names())))
            : List.of());
  }
}
