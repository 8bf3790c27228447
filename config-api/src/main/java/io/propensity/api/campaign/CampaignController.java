package io.propensity.api.campaign;

import io.propensity.api.PropensitySettings;
import io.propensity.api.idempotency.Idempotency;
import io.propensity.campaign.Campaign;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

@Hidden // Documented in openapi.yaml.
@RestController
class CampaignController implements CampaignOperations {

  private final CampaignStore store;
  private final CampaignReader reader;
  private final Idempotency idempotency;
  private final PropensitySettings settings;

  CampaignController(
      CampaignStore store,
      CampaignReader reader,
      Idempotency idempotency,
      PropensitySettings settings) {
    this.store = store;
    this.reader = reader;
    this.idempotency = idempotency;
    this.settings = settings;
  }

  @Override
  public ResponseEntity<Campaign> create(@Nullable String key, JsonNode body) {
    return idempotency.once(
        key,
        "POST /campaigns",
        body,
        Campaign.class,
        () -> created(store.create(reader.readNew(body))));
  }

  @Override
  public ResponseEntity<Campaign> get(String id) {
    return answer(store.get(PathNumbers.campaign(id)));
  }

  @Override
  public ResponseEntity<List<Campaign>> list(MultiValueMap<String, String> parameters) {
    return PageLinks.answer(store.list(CampaignQuery.of(parameters)));
  }

  @Override
  public ResponseEntity<Campaign> replace(String id, @Nullable String ifMatch, JsonNode body) {
    return answer(
        store.change(
            PathNumbers.campaign(id),
            condition(ifMatch),
            current -> reader.readReplacement(body, current)));
  }

  @Override
  public ResponseEntity<Campaign> patch(String id, @Nullable String ifMatch, JsonNode body) {
    return answer(
        store.change(
            PathNumbers.campaign(id),
            condition(ifMatch),
            current -> reader.readPatch(body, current)));
  }

  @Override
  public ResponseEntity<Void> archive(String id, @Nullable String ifMatch) {
    Campaign archived = store.archive(PathNumbers.campaign(id), condition(ifMatch));
    return ResponseEntity.noContent().eTag(IfMatch.etag(archived)).build();
  }

  @Override
  public ResponseEntity<Campaign> restore(String id, @Nullable String ifMatch) {
    return answer(store.restore(PathNumbers.campaign(id), condition(ifMatch)));
  }

  @Override
  public ResponseEntity<Campaign> copy(String id, @Nullable String key, @Nullable JsonNode body) {
    long source = PathNumbers.campaign(id);
    JsonNode asked = body == null ? JsonNodeFactory.instance.objectNode() : body;
    return idempotency.once(
        key,
        "POST /campaigns/%d/copy".formatted(source),
        asked,
        Campaign.class,
        () -> created(store.copy(source, campaign -> reader.readCopy(asked, campaign))));
  }

  private IfMatch condition(@Nullable String ifMatch) {
    return IfMatch.of(ifMatch, settings.requireIfMatch());
  }

  private static ResponseEntity<Campaign> created(Campaign campaign) {
    return ResponseEntity.created(URI.create("/campaigns/" + campaign.id()))
        .eTag(IfMatch.etag(campaign))
        .body(campaign);
  }

  private static ResponseEntity<Campaign> answer(Campaign campaign) {
    return ResponseEntity.ok().eTag(IfMatch.etag(campaign)).body(campaign);
  }
}
