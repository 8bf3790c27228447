package io.propensity.api.campaign;

import io.propensity.api.PropensitySettings;
import io.propensity.api.idempotency.Idempotency;
import io.propensity.api.web.IfMatch;
import io.propensity.api.web.PageAnswer;
import io.propensity.api.web.PathNumbers;
import io.propensity.campaign.Campaign;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

@RestController
class CampaignController implements CampaignOperations {

  private final CampaignService campaigns;
  private final Idempotency idempotency;
  private final PropensitySettings settings;

  CampaignController(
      CampaignService campaigns, Idempotency idempotency, PropensitySettings settings) {
    this.campaigns = campaigns;
    this.idempotency = idempotency;
    this.settings = settings;
  }

  @Override
  public ResponseEntity<WrittenCampaign> create(@Nullable String key, JsonNode body) {
    return idempotency.once(
        key, "POST /campaigns", body, WrittenCampaign.class, () -> created(campaigns.create(body)));
  }

  @Override
  public ResponseEntity<Campaign> get(String id) {
    return read(campaigns.get(PathNumbers.id("campaign", id)));
  }

  @Override
  public ResponseEntity<List<Campaign>> list(MultiValueMap<String, String> parameters) {
    return PageAnswer.of(campaigns.list(parameters));
  }

  @Override
  public ResponseEntity<WrittenCampaign> replace(
      String id, @Nullable String ifMatch, JsonNode body) {
    return answer(campaigns.replace(PathNumbers.id("campaign", id), condition(ifMatch), body));
  }

  @Override
  public ResponseEntity<WrittenCampaign> patch(String id, @Nullable String ifMatch, JsonNode body) {
    return answer(campaigns.patch(PathNumbers.id("campaign", id), condition(ifMatch), body));
  }

  @Override
  public ResponseEntity<Void> archive(String id, @Nullable String ifMatch) {
    Campaign archived = campaigns.archive(PathNumbers.id("campaign", id), condition(ifMatch));
    return ResponseEntity.noContent().eTag(IfMatch.etag(archived.revision())).build();
  }

  @Override
  public ResponseEntity<Campaign> restore(String id, @Nullable String ifMatch) {
    return read(campaigns.restore(PathNumbers.id("campaign", id), condition(ifMatch)));
  }

  @Override
  public ResponseEntity<WrittenCampaign> copy(
      String id, @Nullable String key, @Nullable JsonNode body) {
    long source = PathNumbers.id("campaign", id);
    JsonNode asked = body == null ? JsonNodeFactory.instance.objectNode() : body;
    return idempotency.once(
        key,
        "POST /campaigns/%d/copy".formatted(source),
        asked,
        WrittenCampaign.class,
        () -> created(campaigns.copy(source, asked)));
  }

  private IfMatch condition(@Nullable String ifMatch) {
    return IfMatch.of(ifMatch, settings.requireIfMatch());
  }

  private ResponseEntity<WrittenCampaign> created(Campaign campaign) {
    return ResponseEntity.created(URI.create("/campaigns/" + campaign.id()))
        .eTag(IfMatch.etag(campaign.revision()))
        .body(written(campaign));
  }

  private static ResponseEntity<Campaign> read(Campaign campaign) {
    return ResponseEntity.ok().eTag(IfMatch.etag(campaign.revision())).body(campaign);
  }

  private ResponseEntity<WrittenCampaign> answer(Campaign campaign) {
    return ResponseEntity.ok().eTag(IfMatch.etag(campaign.revision())).body(written(campaign));
  }

  private WrittenCampaign written(Campaign campaign) {
    return new WrittenCampaign(campaign, campaigns.warnings(campaign));
  }
}
