package io.propensity.api.notification;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.JsonNode;

/** The addresses of webhooks. */
@RequestMapping(path = "/webhooks", produces = MediaType.APPLICATION_JSON_VALUE)
interface WebhookOperations {

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Webhook.Created> create(@RequestBody JsonNode body);

  @GetMapping
  ResponseEntity<List<Webhook>> list(@RequestParam MultiValueMap<String, String> parameters);

  @GetMapping("/{id}")
  ResponseEntity<Webhook> get(@PathVariable String id);

  @PutMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Webhook> replace(
      @PathVariable String id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @RequestBody JsonNode body);

  @DeleteMapping("/{id}")
  ResponseEntity<Void> delete(
      @PathVariable String id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch);

  @PostMapping("/{id}/test")
  ResponseEntity<Delivery> test(@PathVariable String id);

  @GetMapping("/{id}/deliveries")
  ResponseEntity<List<Delivery>> deliveries(
      @PathVariable String id, @RequestParam MultiValueMap<String, String> parameters);

  @PostMapping("/{id}/deliveries/{delivery}/redeliver")
  ResponseEntity<Delivery> redeliver(@PathVariable String id, @PathVariable String delivery);
}
