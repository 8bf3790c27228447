package io.propensity.api.notification;

import io.propensity.api.campaign.CampaignLookup;
import io.propensity.api.notification.secret.WebhookSecret;
import io.propensity.api.notification.send.Destinations;
import io.propensity.api.problem.InvalidField;
import io.propensity.api.web.Fields;
import io.propensity.model.Names;
import io.propensity.run.ContractException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Reads webhooks as clients write them, and tells everything that is wrong at once. */
@Component
public class WebhookReader {

  private static final List<String> FIELDS =
      List.of("url", "events", "campaign_id", "pipeline", "active", "secret");

  /**
   * A webhook that somebody wants.
   *
   * @param secret null for a new one, or for the one that it has
   */
  public record Wanted(
      String url,
      List<Event> events,
      @Nullable Long campaignId,
      @Nullable String pipeline,
      boolean active,
      @Nullable WebhookSecret secret) {

    public Wanted {
      events = List.copyOf(events);
    }
  }

  private final Destinations destinations;
  private final CampaignLookup campaigns;

  WebhookReader(Destinations destinations, CampaignLookup campaigns) {
    this.destinations = destinations;
    this.campaigns = campaigns;
  }

  public Wanted read(JsonNode body) {
    Fields fields =
        Fields.of(
            body, FIELDS, "is not a field of a webhook; they are " + String.join(", ", FIELDS));
    String url = fields.text("url", this::checkUrl);
    List<String> events = fields.texts("events", WebhookReader::checkEvent);
    Long campaign = campaign(fields);
    String pipeline = fields.optionalText("pipeline", WebhookReader::checkPipeline);
    if (campaign != null && pipeline != null) {
      fields.wrong("pipeline", "is given beside campaign_id: leave one out");
    }
    boolean active = fields.flag("active", true);
    WebhookSecret secret = secret(fields);
    fields.requireNone();
    return new Wanted(
        url,
        events.stream().flatMap(event -> Event.named(event).stream()).toList(),
        campaign,
        pipeline,
        active,
        secret);
  }

  private Optional<InvalidField> checkUrl(String field, String url) {
    return destinations.refusal(url).map(reason -> new InvalidField(field, reason));
  }

  private static Optional<InvalidField> checkEvent(String field, String event) {
    return Event.named(event).isPresent()
        ? Optional.empty()
        : Optional.of(new InvalidField(field, "must be one of " + Event.names()));
  }

  private static Optional<InvalidField> checkPipeline(String field, String name) {
    try {
      Names.require("Pipeline", name);
      return Optional.empty();
    } catch (ContractException wrong) {
      return Optional.of(new InvalidField(field, String.valueOf(wrong.getMessage())));
    }
  }

  private @Nullable Long campaign(Fields fields) {
    JsonNode campaign = fields.present("campaign_id");
    if (campaign == null) {
      return null;
    }
    if (!campaign.isIntegralNumber()
        || !campaign.canConvertToLong()
        || campaigns.find(campaign.longValue()).isEmpty()) {
      fields.wrong("campaign_id", "must be the number of a campaign that is not archived");
      return null;
    }
    return campaign.longValue();
  }

  private static @Nullable WebhookSecret secret(Fields fields) {
    JsonNode secret = fields.present("secret");
    if (secret == null) {
      return null;
    }
    try {
      return new WebhookSecret(secret.isString() ? secret.stringValue() : "");
    } catch (IllegalArgumentException wrong) {
      fields.wrong("secret", String.valueOf(wrong.getMessage()));
      return null;
    }
  }
}
