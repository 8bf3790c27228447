package io.propensity.api.campaign;

import io.propensity.campaign.Campaign;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Compares revisions by the fields that clients write, as clients read them. */
@Component
class FieldComparison {

  private final JsonMapper json;

  FieldComparison(JsonMapper json) {
    this.json = json;
  }

  List<FieldChange> between(Campaign from, Campaign to) {
    ObjectNode before = json.valueToTree(from);
    ObjectNode after = json.valueToTree(to);
    return CampaignRules.WRITTEN.stream()
        .filter(field -> !before.path(field).equals(after.path(field)))
        .map(field -> FieldChange.of(field, before.path(field), after.path(field)))
        .toList();
  }
}
