package io.propensity.api.model;

import io.propensity.api.artifact.StoredFile;
import io.propensity.api.problem.ProblemException;
import io.propensity.api.web.PageAnswer;
import io.propensity.api.web.Paging;
import io.propensity.api.web.QueryParameters;
import io.propensity.model.Names;
import io.propensity.run.ContractException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
class ModelController implements ModelOperations {

  private static final int LARGEST_VERSION = 999_999_999;

  private final ModelRegistry registry;
  private final StoreScan scan;
  private final ModelAliases aliases;

  ModelController(ModelRegistry registry, StoreScan scan, ModelAliases aliases) {
    this.registry = registry;
    this.scan = scan;
    this.aliases = aliases;
  }

  @Override
  public ResponseEntity<List<RegisteredModel>> list(MultiValueMap<String, String> parameters) {
    return PageAnswer.of(registry.models(Paging.withSearch(parameters)));
  }

  @Override
  public ScanResult scan() {
    return scan.run();
  }

  @Override
  public RegisteredModel get(String name) {
    return registry.model(name);
  }

  @Override
  public Comparison compare(String name, MultiValueMap<String, String> parameters) {
    QueryParameters query = new QueryParameters(parameters, List.of("from", "to"));
    int from = query.required("from", 1, LARGEST_VERSION);
    int to = query.required("to", 1, LARGEST_VERSION);
    query.requireNone();
    return registry.compare(registry.model(name).name(), from, to);
  }

  @Override
  public ResponseEntity<RegisteredVersion> register(String name, JsonNode body) {
    requireName(name);
    Registration registration = registry.register(VersionDraft.of(name, body));
    RegisteredVersion version = registration.version();
    return registration.isNew()
        ? ResponseEntity.created(
                URI.create("/models/%s/versions/%d".formatted(name, version.version())))
            .body(version)
        : ResponseEntity.ok(version);
  }

  @Override
  public ResponseEntity<List<RegisteredVersion>> versions(
      String name, MultiValueMap<String, String> parameters) {
    return PageAnswer.of(registry.versions(name, Paging.of(parameters)));
  }

  @Override
  public VersionDetail version(String name, String version) {
    return registry.detail(registry.named(name, version));
  }

  @Override
  public RegisteredVersion delete(String name, String version) {
    return registry.delete(registry.named(name, version));
  }

  @Override
  public ResponseEntity<Resource> file(String name, String version, String path) {
    StoredFile file = registry.file(registry.named(name, version), path.replaceFirst("^/", ""));
    return FileAnswer.of(file);
  }

  @Override
  public List<Alias> aliases(String name) {
    return aliases.list(name);
  }

  @Override
  public Alias assign(String name, String alias, JsonNode body) {
    return aliases.assign(name, alias, AliasDraft.of(body));
  }

  @Override
  public ResponseEntity<Void> remove(String name, String alias) {
    aliases.remove(name, alias);
    return ResponseEntity.noContent().build();
  }

  @Override
  public Alias rollback(String name, String alias, @Nullable JsonNode body) {
    return aliases.rollback(name, alias, AliasDraft.reason(body));
  }

  @Override
  public ResponseEntity<List<AliasMove>> history(
      String name, String alias, MultiValueMap<String, String> parameters) {
    return PageAnswer.of(aliases.history(name, alias, Paging.of(parameters)));
  }

  private static void requireName(String name) {
    try {
      Names.require("Model", name);
    } catch (ContractException wrong) {
      throw ProblemException.notFound(String.valueOf(wrong.getMessage()));
    }
  }
}
