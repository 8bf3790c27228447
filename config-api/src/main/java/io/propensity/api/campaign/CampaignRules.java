package io.propensity.api.campaign;

import io.propensity.api.audience.FilterField;
import io.propensity.api.audience.UsersReader;
import io.propensity.api.problem.InvalidField;
import io.propensity.campaign.SegmentRule;
import io.propensity.campaign.UsersTablePath;
import io.propensity.model.ModelPath;
import io.propensity.run.ContractException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What each field of a campaign has to be. */
record CampaignRules(String modelsRoot, String warehouseRoot) {

  static final List<String> WRITTEN =
      List.of(
          "name",
          "model_path",
          "audience_filter",
          "features",
          "users_table",
          UsersReader.FIELD,
          "newest_by",
          "holdout",
          "max_drift",
          "segments",
          "output",
          "is_active");
  static final List<String> READ_ONLY = List.of("id", "revision", "created_at", "updated_at");
  static final List<String> KNOWN = Stream.concat(WRITTEN.stream(), READ_ONLY.stream()).toList();

  static final int LONGEST_NAME = 200;
  private static final int LONGEST_PATH = 500;

  static Optional<InvalidField> checkName(String field, String name) {
    if (isBlank(name)) {
      return wrong(field, "is blank");
    }
    return checkLine(field, name);
  }

  static Optional<InvalidField> checkFeature(String field, String feature) {
    return checkName(field, feature);
  }

  Optional<InvalidField> checkModelPath(String field, String path) {
    return checkPath(field, path, () -> ModelPath.reference(path, modelsRoot));
  }

  Optional<InvalidField> checkUsersTable(String field, String path) {
    return checkPath(
        field,
        path,
        () -> {
          if (!UsersTablePath.isOfCatalog(path)) {
            UsersTablePath.parse(path, warehouseRoot);
          }
        });
  }

  static Optional<InvalidField> checkColumn(String field, String column) {
    return checkName(field, column);
  }

  static Optional<InvalidField> checkHoldout(String field, double share) {
    return share > 0 && share < 1
        ? Optional.empty()
        : wrong(field, "must be a share between 0 and 1, such as 0.1");
  }

  static Optional<InvalidField> checkMaxDrift(String field, double index) {
    return index > 0
        ? Optional.empty()
        : wrong(field, "must be a population stability index above 0, 0.25 being a large shift");
  }

  static Optional<InvalidField> checkSegments(String field, String text) {
    if (text.length() > LONGEST_PATH) {
      return wrong(field, "has more than %d characters".formatted(LONGEST_PATH));
    }
    try {
      var unused = SegmentRule.parse(text);
      return Optional.empty();
    } catch (IllegalArgumentException refused) {
      return wrong(field, String.valueOf(refused.getMessage()));
    }
  }

  static Optional<InvalidField> checkAudienceFilter(String field, String filter) {
    return FilterField.check(field, filter);
  }

  private static Optional<InvalidField> checkPath(String field, String path, Runnable parse) {
    if (path.length() > LONGEST_PATH) {
      return wrong(field, "has more than %d characters".formatted(LONGEST_PATH));
    }
    try {
      parse.run();
      return Optional.empty();
    } catch (ContractException refused) {
      return wrong(field, String.valueOf(refused.getMessage()));
    }
  }

  private static Optional<InvalidField> checkLine(String field, String text) {
    if (text.codePointCount(0, text.length()) > LONGEST_NAME) {
      return wrong(field, "has more than %d characters".formatted(LONGEST_NAME));
    }
    if (text.codePoints().anyMatch(Character::isISOControl)) {
      return wrong(field, "holds a control character, such as a tab or a line break");
    }
    return Optional.empty();
  }

  private static boolean isBlank(String text) {
    return text.codePoints().allMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c));
  }

  private static Optional<InvalidField> wrong(String field, String message) {
    return Optional.of(new InvalidField(field, message));
  }
}
