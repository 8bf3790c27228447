package io.propensity.scaffold;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was decided, in a few lines. */
final class Summary {

  private Summary() {}

  static List<String> of(PipelineDraft draft) {
    List<String> lines = new ArrayList<>();
    TableFacts facts = draft.facts();
    lines.add("  rows        %,d of %d columns".formatted(facts.rows(), facts.columns().size()));
    if (facts.skipped().rows() > 0) {
      lines.add(
          "  malformed   %,d rows: %s".formatted(facts.skipped().rows(), facts.skipped().first()));
    }
    lines.add(
        "  key         "
            + (draft.key().columns().isEmpty()
                ? "generated"
                : String.join(", ", draft.key().columns())));
    lines.add(
        "  task        %s: %s"
            .formatted(
                draft.label().task().name().toLowerCase(Locale.ROOT), draft.label().reason()));
    draft.label().positive().ifPresent(value -> lines.add("  positive    '%s'".formatted(value)));
    lines.add("  numeric     " + String.join(", ", draft.features().numeric()));
    lines.add("  categorical " + String.join(", ", draft.features().categorical()));
    draft
        .features()
        .excluded()
        .forEach((name, why) -> lines.add("  excluded    %s: %s".formatted(name, why)));
    lines.add(
        "  split       %s%s"
            .formatted(
                draft.split().by(),
                draft.split().column().map(column -> " by " + column).orElse("")));
    return lines;
  }
}
