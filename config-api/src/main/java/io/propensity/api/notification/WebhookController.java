package io.propensity.api.notification;

import io.propensity.api.PropensitySettings;
import io.propensity.api.campaign.IfMatch;
import io.propensity.api.problem.ProblemException;
import io.propensity.api.web.NextPage;
import io.propensity.api.web.QueryParameters;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import tools.jackson.databind.JsonNode;

@Hidden // Documented in openapi.yaml.
@RestController
class WebhookController implements WebhookOperations {

  private static final int DEFAULT_SIZE = 100;
  private static final int LARGEST_SIZE = 1_000;

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
    return page(parameters, store::list, Webhook::id);
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
    return page(
        parameters, (before, most) -> store.deliveries(webhook, before, most), Delivery::id);
  }

  @Override
  public ResponseEntity<Delivery> redeliver(String id, String delivery) {
    return ResponseEntity.accepted()
        .body(store.redeliver(webhook(id), number("delivery", delivery)));
  }

  private static <T> ResponseEntity<List<T>> page(
      MultiValueMap<String, String> parameters,
      BiFunction<Long, Integer, List<T>> read,
      ToLongFunction<T> id) {
    QueryParameters query = new QueryParameters(parameters, List.of("before", "size"));
    long before = query.number("before", 1, Long.MAX_VALUE).orElse(Long.MAX_VALUE);
    int size = query.number("size", DEFAULT_SIZE, 1, LARGEST_SIZE);
    query.requireNone();
    return NextPage.of(
        read.apply(before, size + 1),
        size,
        last -> String.valueOf(id.applyAsLong(last)),
        ServletUriComponentsBuilder.fromCurrentRequest());
  }

  private IfMatch condition(@Nullable String ifMatch) {
    return IfMatch.of(ifMatch, settings.requireIfMatch());
  }

  private static ResponseEntity<Webhook> answer(Webhook webhook) {
    return ResponseEntity.ok().eTag(IfMatch.etag(webhook.revision())).body(webhook);
  }

  private static long webhook(String id) {
    return number("webhook", id);
  }

  private static long number(String thing, String id) {
    if (!id.matches("[0-9]{1,18}")) {
      throw ProblemException.notFound(
          "There is no %s '%s': ids are whole numbers".formatted(thing, id));
    }
    return Long.parseLong(id);
  }
}
