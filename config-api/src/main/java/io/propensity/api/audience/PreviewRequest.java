package io.propensity.api.audience;

import io.propensity.api.audience.table.WarehouseFiles;
import io.propensity.api.problem.InvalidField;
import io.propensity.api.web.Fields;
import io.propensity.audience.AudienceFilter;
import io.propensity.campaign.UsersSettings;
import io.propensity.run.ContractException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What is asked. */
record PreviewRequest(AudienceFilter filter, AskedTable table) {

  static final int LONGEST_TABLE = 500;

  private static final List<String> FIELDS =
      List.of("audience_filter", "users_table", UsersReader.FIELD);

  static PreviewRequest read(JsonNode body, WarehouseFiles warehouse) {
    Fields fields =
        Fields.of(
            body, FIELDS, "is not a field of a preview; they are " + String.join(", ", FIELDS));
    String filter = fields.text("audience_filter", FilterField::check);
    String table =
        fields.optionalText("users_table", (field, name) -> checkTable(field, name, warehouse));
    UsersSettings users = UsersReader.read(fields, table);
    fields.requireNone();
    return new PreviewRequest(AudienceFilter.parse(filter), new AskedTable(table, users));
  }

  /** What is wrong with the name of a users table, if anything is. */
  static Optional<InvalidField> checkTable(String field, String name, WarehouseFiles warehouse) {
    if (name.length() > LONGEST_TABLE) {
      return Optional.of(
          new InvalidField(field, "has more than %d characters".formatted(LONGEST_TABLE)));
    }
    try {
      warehouse.below(name);
      return Optional.empty();
    } catch (ContractException refused) {
      return Optional.of(new InvalidField(field, String.valueOf(refused.getMessage())));
    }
  }
}
