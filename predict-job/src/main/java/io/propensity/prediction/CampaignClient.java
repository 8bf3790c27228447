package io.propensity.prediction;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.propensity.campaign.Campaign;
import io.propensity.json.Json;
import io.propensity.model.ModelReference;
import io.propensity.model.ModelVersion;
import io.propensity.run.ContractException;
import io.propensity.run.NotFoundException;
import io.propensity.run.UnavailableException;
import io.propensity.service.ServiceClient;
import java.net.http.HttpResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fetches campaigns from the service, and what their models are called there. */
final class CampaignClient {

  private final ServiceClient service;

  CampaignClient(ServiceClient service) {
    this.service = service;
  }

  /** A revision of a campaign, as the service tells it. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record ToldRevision(Campaign campaign) {}

  /** A model, as the service tells it. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record ToldModel(
      @JsonProperty("latest_version") @Nullable Integer latestVersion,
      Map<String, Integer> aliases) {}

  /**
   * The campaign as it stands now.
   *
   * @throws NotFoundException when there is no such campaign
   * @throws UnavailableException when the service did not answer in all attempts
   */
  Campaign fetch(long id) {
    String path = "/campaigns/" + id;
    HttpResponse<byte[]> answer =
        found(
            path,
            "a campaign",
            "There is no campaign %d at %s: curl %s/campaigns lists those there are"
                .formatted(id, service.url(), service.url()));
    return Json.read(
        answer.body(), Campaign.class, "Campaign %d of %s".formatted(id, service.url() + path));
  }

  /** The campaign as it was in a revision. */
  Campaign fetch(long id, int revision) {
    String path = "/campaigns/%d/revisions/%d".formatted(id, revision);
    HttpResponse<byte[]> answer =
        found(
            path,
            "a campaign's revision",
            "There is no revision %d of campaign %d at %s".formatted(revision, id, service.url()));
    return Json.read(
            answer.body(),
            ToldRevision.class,
            "Revision %d of campaign %d of %s".formatted(revision, id, service.url()))
        .campaign();
  }

  /**
   * The version that the registry takes for a model that is named by an alias, or as its latest.
   *
   * @throws NotFoundException when the registry has no such model, alias or version
   */
  ModelVersion resolve(ModelReference reference) {
    if (reference instanceof ModelReference.Version named) {
      return named.version();
    }
    String name = reference.name();
    HttpResponse<byte[]> answer =
        found(
            "/models/" + name,
            "a model",
            "There is no model %s in the registry at %s: register it there"
                .formatted(name, service.url()));
    ToldModel model =
        Json.read(answer.body(), ToldModel.class, "Model %s of %s".formatted(name, service.url()));
    Integer version =
        reference instanceof ModelReference.Alias alias
            ? model.aliases().get(alias.alias())
            : model.latestVersion();
    if (version == null) {
      throw new NotFoundException(
          "The registry at %s has no %s: curl %s/models/%s tells what there is"
              .formatted(service.url(), reference, service.url(), name));
    }
    return new ModelVersion(name, version);
  }

  private HttpResponse<byte[]> found(String path, String what, String absent) {
    HttpResponse<byte[]> answer = service.get(path);
    int status = answer.statusCode();
    if (status == 200) {
      return answer;
    }
    if (status == 401 || status == 403) {
      throw service.refusal(answer);
    }
    if (status == 404 && ServiceClient.isProblem(answer)) {
      throw new NotFoundException(absent);
    }
    throw new ContractException(
        "%s answered %d where %s was expected: is it Propensity's service?"
            .formatted(answer.uri(), status, what));
  }
}
