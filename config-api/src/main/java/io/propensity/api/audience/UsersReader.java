package io.propensity.api.audience;

import io.propensity.api.problem.InvalidField;
import io.propensity.api.web.Fields;
import io.propensity.api.web.StoredText;
import io.propensity.campaign.CsvSchema;
import io.propensity.campaign.UsersSettings;
import io.propensity.campaign.UsersTablePath;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads how a users table is read, and tells what is wrong by {@code users.FIELD}. */
public final class UsersReader {

  /** The field of campaigns and previews. */
  public static final String FIELD = "users";

  private static final String UNKNOWN =
      "is not a field of users; they are " + String.join(", ", UsersSettings.FIELDS);

  private static final String PARTITION = "partition";
  private static final int LONGEST_SCHEMA = 20_000;
  private static final int LONGEST_TEXT = 200;
  private static final int MOST_COLUMNS = 16;

  private UsersReader() {}

  /**
   * Null where there is none, or one that says nothing.
   *
   * @param usersTable that it is said of; null for the default
   */
  public static @Nullable UsersSettings read(Fields body, @Nullable String usersTable) {
    Fields fields = body.within(FIELD, "{\"partition\": {\"ds\": \"2026-11-24\"}}");
    if (fields == null) {
      return null;
    }
    UsersSettings users = read(fields);
    checkTogether(fields, users, usersTable);
    body.note(FIELD, fields);
    return users.equals(UsersSettings.NONE) ? null : users;
  }

  private static UsersSettings read(Fields fields) {
    fields.refuseUnknown(UsersSettings.FIELDS, UNKNOWN);
    return new UsersSettings(
        fields.optionalText("format", UsersReader::checkFormat),
        fields.optionalText("schema", UsersReader::checkSchema),
        partition(fields),
        fields.optionalText("snapshot", UsersReader::checkSnapshot));
  }

  private static @Nullable Map<String, String> partition(Fields fields) {
    JsonNode value = fields.present(PARTITION);
    if (value == null) {
      return null;
    }
    if (!value.isObject() || value.size() > MOST_COLUMNS) {
      fields.wrong(
          PARTITION,
          "must be up to %d columns with the value that each must have, {\"ds\": \"2026-11-24\"}, or ds=2026-11-24 in a form"
              .formatted(MOST_COLUMNS));
      return null;
    }
    Map<String, String> partition = new LinkedHashMap<>();
    value.forEachEntry(
        (column, part) -> {
          Optional<String> wrong = checkPart(column, part);
          wrong.ifPresent(reason -> fields.wrong(PARTITION, reason));
          partition.put(column, part.asString(""));
        });
    return partition;
  }

  /** Of what command lines can carry, where a comma begins the next one. */
  private static Optional<String> checkPart(String column, JsonNode part) {
    String value = part.isString() ? part.stringValue() : "";
    boolean plain = isPlain(column) && column.indexOf('=') < 0 && isPlain(value);
    return plain
        ? Optional.empty()
        : Optional.of(
            "has a column or a value that is no text of 1 to %d characters on one line without a comma, or an = in a column's name"
                .formatted(LONGEST_TEXT));
  }

  private static boolean isPlain(String text) {
    return !text.isBlank()
        && text.equals(text.strip())
        && text.length() <= LONGEST_TEXT
        && text.indexOf(',') < 0
        && text.codePoints().noneMatch(c -> Character.isISOControl(c) || !StoredText.canBe(c));
  }

  /** As the prediction job goes about it. */
  private static void checkTogether(
      Fields fields, UsersSettings users, @Nullable String usersTable) {
    boolean csv = UsersSettings.CSV.equals(users.format());
    if (csv && users.schema() == null) {
      fields.wrong("schema", "is required of csv, e.g. user_id BIGINT, country STRING");
    }
    if (!csv && users.schema() != null) {
      fields.wrong("schema", "is for the format csv: other files have a schema of their own");
    }
    if (users.format() != null && users.snapshot() != null) {
      fields.wrong("snapshot", "is for tables, and does not go with a format, which is for files");
    }
    if (usersTable == null) {
      return;
    }
    boolean ofCatalog = UsersTablePath.isOfCatalog(usersTable);
    if (ofCatalog && users.format() != null) {
      fields.wrong("format", "is for files, and %s is a table of a catalog".formatted(usersTable));
    }
    if (!ofCatalog
        && users.snapshot() != null
        && !users.snapshot().matches("[0-9]{1,18}|[0-8][0-9]{18}")) {
      fields.wrong("snapshot", "must be the number of a snapshot of %s".formatted(usersTable));
    }
  }

  private static Optional<InvalidField> checkFormat(String field, String format) {
    return UsersSettings.FORMATS.contains(format)
        ? Optional.empty()
        : wrong(field, "must be one of " + String.join(", ", UsersSettings.FORMATS));
  }

  private static Optional<InvalidField> checkSchema(String field, String schema) {
    if (schema.length() > LONGEST_SCHEMA) {
      return wrong(field, "has more than %,d characters".formatted(LONGEST_SCHEMA));
    }
    try {
      var unused = CsvSchema.parse(schema);
      return Optional.empty();
    } catch (IllegalArgumentException refused) {
      return wrong(field, String.valueOf(refused.getMessage()));
    }
  }

  private static Optional<InvalidField> checkSnapshot(String field, String snapshot) {
    return snapshot.matches("[A-Za-z0-9_.-]{1,100}")
        ? Optional.empty()
        : wrong(field, "must be the name or number of a version, of letters, digits, _, . and -");
  }

  private static Optional<InvalidField> wrong(String field, String message) {
    return Optional.of(new InvalidField(field, message));
  }
}
