package io.propensity.api.mlflow;

import io.propensity.api.artifact.ArtifactFiles;
import io.propensity.api.mlflow.MlflowAnswers.Done;
import io.propensity.api.mlflow.MlflowAnswers.Location;
import io.propensity.api.mlflow.MlflowAnswers.Models;
import io.propensity.api.mlflow.MlflowAnswers.OneModel;
import io.propensity.api.mlflow.MlflowAnswers.OneVersion;
import io.propensity.api.mlflow.MlflowAnswers.Versions;
import io.propensity.api.mlflow.MlflowException.Code;
import io.propensity.api.model.Alias;
import io.propensity.api.model.AliasDraft;
import io.propensity.api.model.ModelAliases;
import io.propensity.api.model.ModelRegistry;
import io.propensity.api.model.RegisteredModel;
import io.propensity.api.model.RegisteredVersion;
import io.propensity.api.model.VersionState;
import io.propensity.api.problem.ProblemException;
import io.propensity.model.AliasName;
import io.propensity.model.ModelVersion;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
class MlflowController implements MlflowOperations {

  private static final int MODELS = 100;
  private static final int MOST_MODELS = 1_000;
  private static final int VERSIONS = 10_000;
  private static final int MOST_VERSIONS = 200_000;

  private final ModelRegistry registry;
  private final ModelAliases aliases;
  private final MlflowSearch search;
  private final ArtifactFiles files;

  MlflowController(
      ModelRegistry registry, ModelAliases aliases, MlflowSearch search, ArtifactFiles files) {
    this.registry = registry;
    this.aliases = aliases;
    this.search = search;
    this.files = files;
  }

  @Override
  public OneModel model(MultiValueMap<String, String> parameters) {
    return new OneModel(answer(registered(MlflowRequest.of(parameters).required("name"))));
  }

  @Override
  public Models models(MultiValueMap<String, String> parameters) {
    MlflowRequest request = MlflowRequest.of(parameters);
    PageToken page = request.page(MODELS, MOST_MODELS);
    List<RegisteredModel> found =
        search.models(request.optional("filter"), MlflowRequest.orders(parameters), page);
    return new Models(page.shown(found).stream().map(this::answer).toList(), page.next(found));
  }

  @Override
  public Versions latest(MultiValueMap<String, String> parameters) {
    return latest(MlflowRequest.of(parameters));
  }

  @Override
  public Versions latest(JsonNode body) {
    return latest(MlflowRequest.of(body));
  }

  private Versions latest(MlflowRequest request) {
    return new Versions(latest(registered(request.required("name"))), null);
  }

  @Override
  public OneVersion alias(MultiValueMap<String, String> parameters) {
    MlflowRequest request = MlflowRequest.of(parameters);
    RegisteredModel model = registered(request.required("name"));
    String alias = request.required("alias");
    Optional<Integer> version =
        alias.equals(AliasName.LATEST)
            ? Optional.ofNullable(model.latestVersion())
            : aliases.find(model.name(), alias).map(Alias::version);
    return version
        .map(number -> new OneVersion(answer(present(new ModelVersion(model.name(), number)))))
        .orElseThrow(
            () -> MlflowException.invalid("Registered model alias %s not found.".formatted(alias)));
  }

  @Override
  public Done setAlias(JsonNode body) {
    MlflowRequest request = MlflowRequest.of(body);
    String name = registered(request.required("name")).name();
    String alias = request.required("alias");
    aliases.assign(name, alias, new AliasDraft(request.version(), null, false, null));
    return new Done();
  }

  @Override
  public Done deleteAlias(JsonNode body) {
    MlflowRequest request = MlflowRequest.of(body);
    String name = registered(request.required("name")).name();
    String alias = request.required("alias");
    if (aliases.find(name, alias).isPresent()) {
      aliases.remove(name, alias);
    }
    return new Done();
  }

  @Override
  public OneVersion version(MultiValueMap<String, String> parameters) {
    return new OneVersion(answer(present(MlflowRequest.of(parameters).modelVersion())));
  }

  @Override
  public Versions versions(MultiValueMap<String, String> parameters) {
    MlflowRequest request = MlflowRequest.of(parameters);
    PageToken page = request.page(VERSIONS, MOST_VERSIONS);
    List<RegisteredVersion> found =
        search.versions(request.optional("filter"), MlflowRequest.orders(parameters), page);
    return new Versions(page.shown(found).stream().map(this::answer).toList(), page.next(found));
  }

  @Override
  public Location location(MultiValueMap<String, String> parameters) {
    ModelVersion version = MlflowRequest.of(parameters).modelVersion();
    return new Location(files.location(present(version).modelVersion()));
  }

  @ExceptionHandler
  ResponseEntity<MlflowError> refused(MlflowException refused) {
    return MlflowError.of(refused.code(), String.valueOf(refused.getMessage()));
  }

  @ExceptionHandler
  ResponseEntity<MlflowError> refused(ProblemException problem) {
    Code code =
        switch (HttpStatus.valueOf(problem.getStatusCode().value())) {
          case NOT_FOUND -> Code.RESOURCE_DOES_NOT_EXIST;
          case SERVICE_UNAVAILABLE -> Code.TEMPORARILY_UNAVAILABLE;
          default -> Code.INVALID_PARAMETER_VALUE;
        };
    return MlflowError.of(code, String.valueOf(problem.getBody().getDetail()));
  }

  @ExceptionHandler
  ResponseEntity<MlflowError> malformed(HttpMessageNotReadableException malformed) {
    return MlflowError.of(Code.MALFORMED_REQUEST, "A JSON object is wanted as the body");
  }

  private RegisteredModel registered(String name) {
    return registry
        .find(name)
        .orElseThrow(
            () ->
                MlflowException.absent("Registered Model with name=%s not found".formatted(name)));
  }

  private RegisteredVersion present(ModelVersion version) {
    return registry
        .find(version)
        .filter(found -> found.state() != VersionState.DELETED)
        .orElseThrow(
            () ->
                MlflowException.absent(
                    "Model Version (name=%s, version=%d) not found"
                        .formatted(version.name(), version.version())));
  }

  private MlflowModel answer(RegisteredModel model) {
    return MlflowModel.of(model, latest(model));
  }

  private List<MlflowVersion> latest(RegisteredModel model) {
    Integer latest = model.latestVersion();
    return latest == null
        ? List.of()
        : List.of(answer(present(new ModelVersion(model.name(), latest))));
  }

  private MlflowVersion answer(RegisteredVersion version) {
    return MlflowVersion.of(version, files.location(version.modelVersion()));
  }
}
