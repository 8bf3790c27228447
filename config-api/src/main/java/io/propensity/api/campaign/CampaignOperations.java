package io.propensity.api.campaign;

import io.propensity.campaign.Campaign;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.JsonNode;

/** The addresses of campaigns. */
@RequestMapping(path = "/campaigns", produces = MediaType.APPLICATION_JSON_VALUE)
interface CampaignOperations {

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<WrittenCampaign> create(
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody JsonNode body);

  @GetMapping("/{id}")
  ResponseEntity<Campaign> get(@PathVariable String id);

  @GetMapping
  ResponseEntity<List<Campaign>> list(@RequestParam MultiValueMap<String, String> parameters);

  @PutMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<WrittenCampaign> replace(
      @PathVariable String id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @RequestBody JsonNode body);

  @PatchMapping(
      path = "/{id}",
      consumes = {"application/merge-patch+json", MediaType.APPLICATION_JSON_VALUE})
  ResponseEntity<WrittenCampaign> patch(
      @PathVariable String id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @RequestBody JsonNode body);

  @DeleteMapping("/{id}")
  ResponseEntity<Void> archive(
      @PathVariable String id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch);

  @PostMapping("/{id}/restore")
  ResponseEntity<Campaign> restore(
      @PathVariable String id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch);

  @PostMapping(path = "/{id}/copy", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<WrittenCampaign> copy(
      @PathVariable String id,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody(required = false) @Nullable JsonNode body);
}
