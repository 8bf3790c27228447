package io.propensity.api.schedule;

import io.propensity.api.problem.InvalidField;
import io.propensity.api.run.RunStarter;
import io.propensity.api.run.RunStarter.Target;
import io.propensity.api.web.Fields;
import io.propensity.api.web.TimeZoneField;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads schedules as clients write them, and tells everything that is wrong at once. */
@Component
class ScheduleReader {

  private static final List<String> CHANGED =
      List.of("cron", "time_zone", "overlap", "missed", "options");
  private static final List<String> KNOWN =
      List.of(
          "campaign_id", "pipeline", "cron", "time_zone", "overlap", "missed", "options", "paused");
  private static final List<String> TARGETS = List.of("campaign_id", "pipeline");
  private static final String FIELDS =
      "campaign_id or pipeline, cron, time_zone, overlap, missed, options, paused";
  private static final List<String> TIMES = List.of("cron", "time_zone");
  private static final int SHOWN = 5;
  private static final Cron NONE = Cron.of("0 0 1 1 *");

  private final RunStarter runs;
  private final JsonMapper json;
  private final Clock clock;

  ScheduleReader(RunStarter runs, JsonMapper json, Clock clock) {
    this.runs = runs;
    this.json = json;
    this.clock = clock;
  }

  /** A plan that somebody wants, and whether it begins paused. */
  record Wanted(Plan plan, boolean paused) {}

  Wanted readNew(JsonNode body) {
    Fields fields = new Fields(Fields.object(body));
    fields.refuseUnknown(KNOWN, "is not a field of a schedule; they are " + FIELDS);
    Plan plan = plan(fields, target(fields));
    boolean paused = fields.flag("paused", false);
    fields.requireNone();
    return new Wanted(plan, paused);
  }

  /** The next firings of a cron expression in a time zone. */
  List<Instant> firings(JsonNode body) {
    Fields fields =
        Fields.of(body, TIMES, "is not needed to tell times; what is are cron, time_zone");
    ZoneId zone = zone(fields);
    Cron cron = cron(fields, zone);
    fields.requireNone();
    return Stream.iterate(
            cron.next(clock.instant(), zone),
            Optional::isPresent,
            before -> cron.next(before.orElseThrow(), zone))
        .limit(SHOWN)
        .map(Optional::orElseThrow)
        .toList();
  }

  /** Applies a merge patch; what is run is not to be changed. */
  Plan readPatch(JsonNode patch, Plan current) {
    ObjectNode changes = Fields.object(patch);
    Fields named = new Fields(changes);
    named.refuse(TARGETS, "stays as it is: make a schedule of its own for another");
    named.refuse(List.of("paused"), "is changed by POST .../pause and .../resume");
    named.refuseUnknown(KNOWN, "is not to be changed; what is are " + String.join(", ", CHANGED));
    ObjectNode merged = written(current);
    merged.setAll(changes);
    Fields fields = new Fields(merged);
    Plan plan = plan(fields, current.target());
    named.errors().addAll(fields.errors());
    named.requireNone();
    return plan;
  }

  private ObjectNode written(Plan plan) {
    ObjectNode written = json.createObjectNode();
    written.put("cron", plan.cron().text());
    written.put("time_zone", plan.timeZone().getId());
    written.put("overlap", plan.overlap().text());
    written.put("missed", plan.missed().text());
    written.set("options", json.valueToTree(plan.options()));
    return written;
  }

  private Target target(Fields fields) {
    JsonNode campaign = fields.present("campaign_id");
    JsonNode pipeline = fields.present("pipeline");
    if ((campaign == null) == (pipeline == null)) {
      fields.wrong("campaign_id", "is wanted, or pipeline, and not both");
      return new Target(null, "none");
    }
    Target target = campaign == null ? pipeline(fields) : campaign(campaign, fields);
    if (fields.errors().stream().noneMatch(error -> TARGETS.contains(error.field()))) {
      runs.absence(target)
          .ifPresent(reason -> fields.wrong(campaign == null ? "pipeline" : "campaign_id", reason));
    }
    return target;
  }

  private static Target campaign(JsonNode campaign, Fields fields) {
    if (campaign.isIntegralNumber() && campaign.canConvertToLong() && campaign.longValue() > 0) {
      return new Target(campaign.longValue(), null);
    }
    fields.wrong("campaign_id", "must be the number of a campaign");
    return new Target(1L, null);
  }

  private static Target pipeline(Fields fields) {
    String name = fields.text("pipeline", (field, text) -> Optional.empty());
    return new Target(null, name);
  }

  private Plan plan(Fields fields, Target target) {
    ZoneId zone = zone(fields);
    Cron cron = cron(fields, zone);
    return new Plan(
        target,
        cron,
        zone,
        Overlap.named(word(fields, "overlap", "skip", List.of("skip", "queue", "allow")))
            .orElse(Overlap.SKIP),
        Missed.named(word(fields, "missed", "run-once", List.of("skip", "run-once")))
            .orElse(Missed.RUN_ONCE),
        options(fields, target));
  }

  private Cron cron(Fields fields, ZoneId zone) {
    int before = fields.errors().size();
    String text = fields.text("cron", ScheduleReader::refusal);
    if (fields.errors().size() > before) {
      return NONE;
    }
    Cron cron = Cron.of(text);
    if (cron.next(clock.instant(), zone).isEmpty()) {
      fields.wrong("cron", "never comes: there is no such day");
    }
    return cron;
  }

  private static Optional<InvalidField> refusal(String field, String text) {
    try {
      var unused = Cron.of(text);
      return Optional.empty();
    } catch (IllegalArgumentException wrong) {
      return Optional.of(new InvalidField(field, String.valueOf(wrong.getMessage())));
    }
  }

  private static ZoneId zone(Fields fields) {
    String text = fields.optionalText("time_zone", TimeZoneField::check);
    return text != null && TimeZoneField.check("time_zone", text).isEmpty()
        ? ZoneId.of(text)
        : ZoneId.of("UTC");
  }

  private static String word(Fields fields, String name, String otherwise, List<String> words) {
    String word =
        fields.optionalText(
            name,
            (field, text) ->
                words.contains(text)
                    ? Optional.empty()
                    : Optional.of(
                        new InvalidField(field, "must be one of " + String.join(", ", words))));
    return word == null ? otherwise : word;
  }

  private Map<String, Object> options(Fields fields, Target target) {
    JsonNode options = fields.present("options");
    if (options == null) {
      return Map.of();
    }
    if (!options.isObject()) {
      fields.wrong("options", "must be an object");
      return Map.of();
    }
    return runs.options(target.kind(), options, fields.errors());
  }
}
