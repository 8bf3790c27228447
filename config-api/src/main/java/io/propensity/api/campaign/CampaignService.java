package io.propensity.api.campaign;

import io.propensity.api.audience.AskedTable;
import io.propensity.api.audience.AudienceCheck;
import io.propensity.api.web.IfMatch;
import io.propensity.campaign.Campaign;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Page;
import org.springframework.stereotype.Service;
import org.springframework.util.MultiValueMap;
import tools.jackson.databind.JsonNode;

/** What clients and the console do with campaigns, each told everything that is wrong at once. */
@Service
public class CampaignService {

  private final CampaignStore store;
  private final CampaignReader reader;
  private final ModelCheck models;
  private final AudienceCheck audiences;

  CampaignService(
      CampaignStore store, CampaignReader reader, ModelCheck models, AudienceCheck audiences) {
    this.store = store;
    this.reader = reader;
    this.models = models;
    this.audiences = audiences;
  }

  public Campaign create(JsonNode body) {
    return store.create(reader.readNew(body));
  }

  /** The campaign as it stands, or the problem that there is none, or that it is archived. */
  public Campaign get(long id) {
    return store.get(id);
  }

  /**
   * Some of the campaigns, oldest first.
   *
   * @param parameters those of {@code GET /campaigns}
   */
  public Page<Campaign> list(MultiValueMap<String, String> parameters) {
    return store.list(CampaignQuery.of(parameters));
  }

  public Campaign replace(long id, IfMatch ifMatch, JsonNode body) {
    return store.change(id, ifMatch, current -> reader.readReplacement(body, current));
  }

  Campaign patch(long id, IfMatch ifMatch, JsonNode body) {
    return store.change(id, ifMatch, current -> reader.readPatch(body, current));
  }

  /** Takes a campaign out of use; what was known of it is kept. */
  public Campaign archive(long id, IfMatch ifMatch) {
    return store.archive(id, ifMatch);
  }

  public Campaign restore(long id, IfMatch ifMatch) {
    return store.restore(id, ifMatch);
  }

  /** Begins a campaign with the content of another, switched off. */
  public Campaign copy(long id, JsonNode body) {
    return store.copy(id, source -> reader.readCopy(body, source));
  }

  /** What could not be checked of a campaign. */
  public List<String> warnings(Campaign campaign) {
    List<String> warnings = new ArrayList<>(models.warnings(campaign.modelPath()));
    audiences
        .warning(campaign.audienceFilter(), new AskedTable(campaign.usersTable(), campaign.users()))
        .ifPresent(warnings::add);
    return warnings;
  }

  /** The features of the model that a campaign names; empty where it is not known. */
  public Optional<List<String>> features(String modelPath) {
    return models.features(modelPath);
  }
}
