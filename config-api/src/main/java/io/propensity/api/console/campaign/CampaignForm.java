package io.propensity.api.console.campaign;

import io.propensity.api.console.FormBody;
import io.propensity.api.console.Typed;
import io.propensity.campaign.Campaign;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.util.MultiValueMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * A campaign as its form has it: text in every field, right or wrong.
 *
 * @param features one a line; blank for the model's own
 * @param revision that is changed; blank of a campaign that is not kept yet
 */
record CampaignForm(
    String name,
    String modelPath,
    String audienceFilter,
    String features,
    String usersTable,
    UsersForm users,
    String newestBy,
    String holdout,
    String maxDrift,
    String segments,
    OutputForm output,
    boolean active,
    String revision) {

  /** The fields beside which the form shows what is wrong with them. */
  static final List<String> FIELDS =
      Stream.concat(
              Stream.of(
                  "name",
                  "model_path",
                  "audience_filter",
                  "features",
                  "users_table",
                  "newest_by",
                  "holdout",
                  "max_drift",
                  "segments"),
              Stream.concat(UsersForm.FIELDS.stream(), OutputForm.FIELDS.stream()))
          .toList();

  /**
   * What a new one begins with.
   *
   * @param modelPath empty where nobody knows which model is meant
   */
  static CampaignForm empty(String modelPath) {
    return new CampaignForm(
        "", modelPath, "TRUE", "", "", UsersForm.NONE, "", "", "", "", OutputForm.NONE, true, "");
  }

  static CampaignForm of(MultiValueMap<String, String> sent) {
    return new CampaignForm(
        text(sent, "name"),
        text(sent, "model_path").strip(),
        text(sent, "audience_filter"),
        text(sent, "features"),
        text(sent, "users_table").strip(),
        UsersForm.of(new Typed(sent)),
        text(sent, "newest_by").strip(),
        text(sent, "holdout").strip(),
        text(sent, "max_drift").strip(),
        text(sent, "segments").strip(),
        OutputForm.of(new Typed(sent)),
        sent.containsKey("is_active"),
        text(sent, "revision"));
  }

  /** Browsers end lines of a form as no other program does. */
  private static String text(MultiValueMap<String, String> sent, String field) {
    return Objects.requireNonNullElse(sent.getFirst(field), "").replace("\r\n", "\n");
  }

  /**
   * @param ofModel whether its features are those of its model
   */
  static CampaignForm of(Campaign campaign, boolean ofModel) {
    return new CampaignForm(
        campaign.name(),
        campaign.modelPath(),
        campaign.audienceFilter(),
        ofModel ? "" : String.join("\n", campaign.features()),
        Objects.requireNonNullElse(campaign.usersTable(), ""),
        UsersForm.of(campaign.users()),
        Objects.requireNonNullElse(campaign.newestBy(), ""),
        FormBody.typed(campaign.holdout()),
        FormBody.typed(campaign.maxDrift()),
        Objects.requireNonNullElse(campaign.segments(), ""),
        OutputForm.of(campaign.output()),
        campaign.isActive(),
        String.valueOf(campaign.revision()));
  }

  /** What a client of the API would send. */
  ObjectNode body() {
    FormBody body = new FormBody();
    ObjectNode json = body.json();
    json.put("name", name).put("model_path", modelPath).put("audience_filter", audienceFilter);
    if (!features.isBlank()) {
      features
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .forEach(json.withArray("features")::add);
    }
    body.text("users_table", usersTable)
        .text("newest_by", newestBy)
        .number("holdout", holdout)
        .number("max_drift", maxDrift)
        .text("segments", segments);
    users.addTo(json);
    ObjectNode published = output.body();
    if (!published.isEmpty()) {
      json.set("output", published);
    }
    return json.put("is_active", active);
  }
}
