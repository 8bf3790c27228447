package io.propensity.api.notification;

import io.propensity.api.PropensitySettings;
import io.propensity.api.notification.Webhook.Created;
import io.propensity.api.notification.WebhookReader.Wanted;
import io.propensity.api.notification.secret.SecretBox;
import io.propensity.api.notification.secret.WebhookSecret;
import io.propensity.api.problem.ProblemException;
import io.propensity.api.web.CurrentUser;
import io.propensity.api.web.IfMatch;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps webhooks, and what was sent to them. */
@Service
public class WebhookStore {

  private final WebhookRows rows;
  private final DeliveryRows deliveries;
  private final Outbox outbox;
  private final SecretBox secrets;
  private final CurrentUser user;
  private final Clock clock;
  private final int tries;

  WebhookStore(
      WebhookRows rows,
      DeliveryRows deliveries,
      Outbox outbox,
      SecretBox secrets,
      CurrentUser user,
      Clock clock,
      PropensitySettings settings) {
    this.rows = rows;
    this.deliveries = deliveries;
    this.outbox = outbox;
    this.secrets = secrets;
    this.user = user;
    this.clock = clock;
    this.tries = settings.notification().tries();
  }

  @Transactional
  public Created create(Wanted wanted) {
    secrets.requireKey();
    WebhookSecret secret = wanted.secret() == null ? secrets.random() : wanted.secret();
    long id = rows.add(wanted, secrets.seal(secret), clock.instant(), user.name());
    return new Created(get(id), secret.text());
  }

  @Transactional(readOnly = true)
  public Webhook get(long id) {
    return rows.find(id).orElseThrow(() -> absent(id));
  }

  @Transactional(readOnly = true)
  public List<Webhook> list(long before, int most) {
    return rows.list(before, most);
  }

  /** The secret stays unless a new one is given. */
  @Transactional
  public Webhook replace(long id, IfMatch ifMatch, Wanted wanted) {
    secrets.requireKey();
    require(ifMatch, lock(id));
    WebhookSecret secret = wanted.secret();
    rows.replace(id, wanted, secret == null ? null : secrets.seal(secret), clock.instant());
    return get(id);
  }

  @Transactional
  public void delete(long id, IfMatch ifMatch) {
    require(ifMatch, lock(id));
    rows.delete(id, clock.instant());
  }

  @Transactional
  public Delivery test(long id) {
    secrets.requireKey();
    get(id);
    return outbox.test(id);
  }

  @Transactional(readOnly = true)
  public List<Delivery> deliveries(long id, long before, int most) {
    get(id);
    return deliveries.list(id, before, most);
  }

  /** Sends once more what is over, under its id. */
  @Transactional
  public Delivery redeliver(long id, long delivery) {
    secrets.requireKey();
    get(id);
    boolean known =
        deliveries
            .find(delivery)
            .filter(one -> Long.valueOf(id).equals(one.webhookId()))
            .isPresent();
    if (!known) {
      throw ProblemException.notFound(
          "Webhook %d has no delivery %d: they are kept for 30 days".formatted(id, delivery));
    }
    Delivery again =
        deliveries
            .again(delivery, tries, clock.instant())
            .orElseThrow(
                () ->
                    ProblemException.conflict(
                        "Delivery %d is tried already: next_at says when".formatted(delivery)));
    outbox.await(again, clock.instant());
    return again;
  }

  private Webhook lock(long id) {
    return rows.lock(id).orElseThrow(() -> absent(id));
  }

  private static void require(IfMatch ifMatch, Webhook current) {
    ifMatch.require(
        "Webhook " + current.id(),
        current.revision(),
        "GET /webhooks/%d answers, which is the revision in quotes".formatted(current.id()));
  }

  private static ProblemException absent(long id) {
    return ProblemException.notFound("There is no webhook %d".formatted(id));
  }
}
