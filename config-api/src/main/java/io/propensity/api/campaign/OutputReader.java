package io.propensity.api.campaign;

import io.propensity.api.problem.InvalidField;
import io.propensity.api.web.Fields;
import io.propensity.campaign.OutputSettings;
import io.propensity.campaign.UsersTablePath;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a campaign wants published, and tells what is wrong by {@code output.FIELD}. */
final class OutputReader {

  private static final String UNKNOWN =
      "is not a field of output; they are " + String.join(", ", OutputSettings.FIELDS);

  /** A connector's name is a word or a class. */
  private static final String NAME = "[A-Za-z0-9_.-]{1,100}";

  private static final String FOR_FILES = "is for files, and does not go with ";

  private OutputReader() {}

  /** Null where there is none, or one that says nothing. */
  static @Nullable OutputSettings read(Fields campaign, String name) {
    Fields fields = campaign.within(name, "{\"top\": 1000, \"format\": \"csv\"}");
    if (fields == null) {
      return null;
    }
    OutputSettings output = read(fields);
    campaign.note(name, fields);
    return output.equals(OutputSettings.NONE) ? null : output;
  }

  private static OutputSettings read(Fields fields) {
    fields.refuseUnknown(OutputSettings.FIELDS, UNKNOWN);
    String format = fields.optionalText("format", OutputReader::checkFormat);
    String table = fields.optionalText("table", OutputReader::checkTable);
    List<String> partitionBy =
        fields.present("partition_by") == null
            ? null
            : fields.texts("partition_by", CampaignRules::checkColumn);
    Boolean sorted =
        fields.present("sort_by_score") == null ? null : fields.flag("sort_by_score", false);
    Double top = fields.optionalNumber("top", OutputReader::checkCount);
    Double minScore = fields.optionalNumber("min_score", (field, score) -> Optional.empty());
    Double keepRuns = fields.optionalNumber("keep_runs", OutputReader::checkCount);
    OutputSettings output =
        new OutputSettings(
            format,
            table,
            partitionBy,
            sorted,
            top == null ? null : top.longValue(),
            minScore,
            keepRuns == null ? null : keepRuns.intValue());
    checkTogether(fields, output);
    return output;
  }

  /** As the prediction job goes about it. */
  private static void checkTogether(Fields fields, OutputSettings output) {
    String where = null;
    if (output.table() != null) {
      where = "a table";
      if (output.format() != null) {
        fields.wrong("format", FOR_FILES + where);
      }
    } else if (output.format() != null && !isOfFiles(output.format())) {
      where = "the connector " + output.format();
    }
    if (where != null && output.partitionBy() != null) {
      fields.wrong("partition_by", FOR_FILES + where);
    }
    if (where != null && Objects.equals(output.sortByScore(), true)) {
      fields.wrong("sort_by_score", FOR_FILES + where);
    }
  }

  private static boolean isOfFiles(String format) {
    return OutputSettings.FILES.contains(format.toLowerCase(Locale.ROOT));
  }

  private static Optional<InvalidField> checkFormat(String field, String format) {
    return format.matches(NAME)
        ? Optional.empty()
        : wrong(
            field,
            "must be %s, or a connector of the jobs' environment"
                .formatted(String.join(", ", OutputSettings.FILES)));
  }

  private static Optional<InvalidField> checkTable(String field, String table) {
    return table.length() <= CampaignRules.LONGEST_NAME && UsersTablePath.isOfCatalog(table)
        ? Optional.empty()
        : wrong(field, "must be the table of a catalog, such as lake.marketing.scores");
  }

  private static Optional<InvalidField> checkCount(String field, double number) {
    return number >= 1 && number <= Integer.MAX_VALUE && number == Math.rint(number)
        ? Optional.empty()
        : wrong(field, "must be a whole number from 1");
  }

  private static Optional<InvalidField> wrong(String field, String message) {
    return Optional.of(new InvalidField(field, message));
  }
}
