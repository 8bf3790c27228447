package io.propensity.api.campaign;

import io.propensity.api.problem.ProblemException;
import io.propensity.api.web.PageLinks;
import io.propensity.campaign.Campaign;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import tools.jackson.databind.JsonNode;

@Hidden // Documented in openapi.yaml.
@RestController
class CampaignController implements CampaignOperations {

  private final CampaignStore store;
  private final CampaignReader reader;
  private final ModelCheck models;

  CampaignController(CampaignStore store, CampaignReader reader, ModelCheck models) {
    this.store = store;
    this.reader = reader;
    this.models = models;
  }

  @Override
  public ResponseEntity<WrittenCampaign> create(JsonNode body) {
    Campaign created = store.create(reader.readNew(body));
    return ResponseEntity.created(URI.create("/campaigns/" + created.id()))
        .eTag(IfMatch.etag(created))
        .body(written(created));
  }

  @Override
  public ResponseEntity<Campaign> get(String id) {
    Campaign campaign = store.get(number(id));
    return ResponseEntity.ok().eTag(IfMatch.etag(campaign)).body(campaign);
  }

  @Override
  public ResponseEntity<List<Campaign>> list(MultiValueMap<String, String> parameters) {
    Page<Campaign> page = store.list(CampaignQuery.of(parameters));
    return ResponseEntity.ok()
        .header("X-Total-Count", String.valueOf(page.getTotalElements()))
        .header(
            HttpHeaders.LINK, PageLinks.of(page, ServletUriComponentsBuilder.fromCurrentRequest()))
        .body(page.getContent());
  }

  @Override
  public ResponseEntity<WrittenCampaign> replace(
      String id, @Nullable String ifMatch, JsonNode body) {
    return answer(
        store.change(
            number(id), IfMatch.of(ifMatch), current -> reader.readReplacement(body, current)));
  }

  @Override
  public ResponseEntity<WrittenCampaign> patch(String id, @Nullable String ifMatch, JsonNode body) {
    return answer(
        store.change(number(id), IfMatch.of(ifMatch), current -> reader.readPatch(body, current)));
  }

  @Override
  public ResponseEntity<Void> archive(String id, @Nullable String ifMatch) {
    store.archive(number(id), IfMatch.of(ifMatch));
    return ResponseEntity.noContent().build();
  }

  private ResponseEntity<WrittenCampaign> answer(Campaign campaign) {
    return ResponseEntity.ok().eTag(IfMatch.etag(campaign)).body(written(campaign));
  }

  private WrittenCampaign written(Campaign campaign) {
    return new WrittenCampaign(campaign, models.warnings(campaign.modelPath()));
  }

  /** An address that cannot be a campaign's is as absent as one whose campaign never was. */
  private static long number(String id) {
    if (!id.matches("[0-9]{1,18}")) {
      throw ProblemException.notFound(
          "There is no campaign '%s': ids are whole numbers".formatted(id));
    }
    return Long.parseLong(id);
  }
}
