package io.propensity.api.campaign;

import io.propensity.api.PropensitySettings;
import io.propensity.api.audience.AskedTable;
import io.propensity.api.audience.AudienceCheck;
import io.propensity.api.audience.UsersReader;
import io.propensity.api.problem.InvalidField;
import io.propensity.api.web.Fields;
import io.propensity.campaign.Campaign;
import io.propensity.campaign.OutputSettings;
import io.propensity.campaign.UsersSettings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads campaigns as clients write them, and tells everything that is wrong at once. */
@Component
class CampaignReader {

  private static final String UNKNOWN_FIELD =
      "is not a field of a campaign; they are " + String.join(", ", CampaignRules.WRITTEN);
  private static final String OUTPUT = "output";

  /** The fields of which a patch changes what it names. */
  private static final List<String> OBJECTS = List.of(UsersReader.FIELD, OUTPUT);

  private static final List<String> NAME_OF_A_COPY = List.of("name");

  private final JsonMapper json;
  private final CampaignRules rules;
  private final ModelCheck models;
  private final AudienceCheck audiences;

  CampaignReader(
      JsonMapper json, PropensitySettings settings, ModelCheck models, AudienceCheck audiences) {
    this.json = json;
    this.models = models;
    this.audiences = audiences;
    this.rules = new CampaignRules(settings.modelsRoot(), settings.warehouseRoot());
  }

  CampaignDraft readNew(JsonNode body) {
    return read(new Fields(Fields.object(body)), null);
  }

  CampaignDraft readReplacement(JsonNode body, Campaign current) {
    return read(new Fields(Fields.object(body)), current);
  }

  /** Applies a merge patch (RFC 7396). */
  CampaignDraft readPatch(JsonNode patch, Campaign current) {
    ObjectNode kept = json.valueToTree(current);
    ObjectNode merged = kept.deepCopy();
    merged.setAll(Fields.object(patch));
    for (String name : OBJECTS) {
      if (patch.path(name) instanceof ObjectNode within) {
        ObjectNode before =
            kept.path(name) instanceof ObjectNode told ? told : json.createObjectNode();
        merged.set(name, patched(before, within));
      }
    }
    return read(new Fields(merged, kept), current);
  }

  /** What is null in the patch is taken away. */
  private static ObjectNode patched(ObjectNode before, ObjectNode patch) {
    ObjectNode patched = before.deepCopy();
    patched.setAll(patch);
    patched.removeIf(JsonNode::isNull);
    return patched;
  }

  /** The content of a copy: that of its source under a name of its own, and not active. */
  CampaignDraft readCopy(JsonNode body, Campaign source) {
    Fields fields =
        Fields.of(body, NAME_OF_A_COPY, "is not a field of a copy, which is given a name alone");
    String name = fields.optionalText("name", CampaignRules::checkName);
    fields.requireNone();
    return CampaignDraft.of(source).copied(name == null ? copyOf(source.name()) : name);
  }

  private static String copyOf(String name) {
    String copy = "Copy of " + name;
    int characters = Math.min(copy.codePointCount(0, copy.length()), CampaignRules.LONGEST_NAME);
    return copy.substring(0, copy.offsetByCodePoints(0, characters));
  }

  private CampaignDraft read(Fields fields, @Nullable Campaign current) {
    fields.refuseUnknown(CampaignRules.KNOWN, UNKNOWN_FIELD);
    checkReadOnly(fields, current);
    String name = fields.text("name", CampaignRules::checkName);
    String modelPath = fields.text("model_path", this::checkModelPath);
    String audienceFilter = fields.text("audience_filter", CampaignRules::checkAudienceFilter);
    List<String> features = features(fields, modelPath);
    String usersTable = fields.optionalText("users_table", rules::checkUsersTable);
    UsersSettings users = UsersReader.read(fields, usersTable);
    String newestBy = fields.optionalText("newest_by", CampaignRules::checkColumn);
    Double holdout = fields.optionalNumber("holdout", CampaignRules::checkHoldout);
    Double maxDrift = fields.optionalNumber("max_drift", CampaignRules::checkMaxDrift);
    String segments = fields.optionalText("segments", CampaignRules::checkSegments);
    OutputSettings output = OutputReader.read(fields, OUTPUT);
    boolean active = fields.flag("is_active", true);
    checkAudience(fields, audienceFilter, new AskedTable(usersTable, users));
    fields.requireNone();
    return new CampaignDraft(
        name,
        modelPath,
        audienceFilter,
        features,
        usersTable,
        users,
        newestBy,
        holdout,
        maxDrift,
        segments,
        output,
        active);
  }

  /** Against the table's columns, once there is nothing else to say. */
  private void checkAudience(Fields fields, String filter, AskedTable table) {
    boolean kept =
        Stream.of("audience_filter", "users_table", UsersReader.FIELD).allMatch(fields::isKept);
    if (!kept && fields.errors().isEmpty()) {
      audiences.refusal("audience_filter", filter, table).ifPresent(fields.errors()::add);
    }
  }

  private Optional<InvalidField> checkModelPath(String field, String path) {
    return rules
        .checkModelPath(field, path)
        .or(() -> models.refusal(path).map(reason -> new InvalidField(field, reason)));
  }

  /** As they are named; where they are left out, those of the model, if that is known. */
  private List<String> features(Fields fields, String modelPath) {
    Optional<List<String>> ofModel =
        fields.isKept("model_path") && fields.isKept("features")
            ? Optional.empty()
            : models.features(modelPath);
    if (ofModel.isPresent() && !fields.has("features")) {
      return ofModel.get();
    }
    int before = fields.errors().size();
    List<String> named = fields.texts("features", CampaignRules::checkFeature);
    if (fields.errors().size() == before) {
      ofModel
          .flatMap(features -> ModelCheck.difference(named, features))
          .ifPresent(message -> fields.errors().add(new InvalidField("features", message)));
    }
    return named;
  }

  /** A client may send back what it was told, and no other. */
  private void checkReadOnly(Fields fields, @Nullable Campaign current) {
    if (current == null) {
      fields.refuse(CampaignRules.READ_ONLY, "is given by the service: leave it out");
      return;
    }
    ObjectNode told = json.valueToTree(current);
    for (String name : CampaignRules.READ_ONLY) {
      requireUnchanged(fields, name, told.get(name).asString());
    }
  }

  private static void requireUnchanged(Fields fields, String name, String told) {
    if (fields.has(name) && !fields.asText(name).equals(told)) {
      fields.wrong(
          name,
          "is given by the service and is %s: send that or leave it out (has the campaign been changed since it was read?)"
              .formatted(told));
    }
  }
}
