package io.propensity.api.notification;

import io.propensity.api.PropensitySettings;
import io.propensity.api.web.IfMatch;
import io.propensity.api.web.NextPage;
import io.propensity.api.web.PathNumbers;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

@RestController
class WebhookController implements WebhookOperations {

  private final WebhookStore store;
  private final WebhookReader reader;
  private final PropensitySettings settings;

  WebhookController(WebhookStore store, WebhookReader reader, PropensitySettings settings) {
    this.store = store;
    this.reader = reader;
    this.settings = settings;
  }

  @Override
  public ResponseEntity<Webhook.Created> create(JsonNode body) {
    Webhook.Created created = store.create(reader.read(body));
    Webhook webhook = created.webhook();
    return ResponseEntity.created(URI.create("/webhooks/" + webhook.id()))
        .eTag(IfMatch.etag(webhook.revision()))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(created);
  }

  @Override
  public ResponseEntity<List<Webhook>> list(MultiValueMap<String, String> parameters) {
    return NextPage.byId(parameters, store::list, Webhook::id);
  }

  @Override
  public ResponseEntity<Webhook> get(String id) {
    return answer(store.get(webhook(id)));
  }

  @Override
  public ResponseEntity<Webhook> replace(String id, @Nullable String ifMatch, JsonNode body) {
    return answer(store.replace(webhook(id), condition(ifMatch), reader.read(body)));
  }

  @Override
  public ResponseEntity<Void> delete(String id, @Nullable String ifMatch) {
    store.delete(webhook(id), condition(ifMatch));
    return ResponseEntity.noContent().build();
  }

  @Override
  public ResponseEntity<Delivery> test(String id) {
    return ResponseEntity.accepted().body(store.test(webhook(id)));
  }

  @Override
  public ResponseEntity<List<Delivery>> deliveries(
      String id, MultiValueMap<String, String> parameters) {
    long webhook = webhook(id);
    return NextPage.byId(
        parameters, (before, most) -> store.deliveries(webhook, before, most), Delivery::id);
  }

  @Override
  public ResponseEntity<Delivery> redeliver(String id, String delivery) {
    return ResponseEntity.accepted()
        .body(store.redeliver(webhook(id), PathNumbers.id("delivery", delivery)));
  }

  private IfMatch condition(@Nullable String ifMatch) {
    return IfMatch.of(ifMatch, settings.requireIfMatch());
  }

  private static ResponseEntity<Webhook> answer(Webhook webhook) {
    return ResponseEntity.ok().eTag(IfMatch.etag(webhook.revision())).body(webhook);
  }

  private static long webhook(String id) {
    return PathNumbers.id("webhook", id);
  }
}
