package io.propensity.api.console.campaign;

import io.propensity.api.console.FormBody;
import io.propensity.api.console.Typed;
import io.propensity.campaign.OutputSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a campaign publishes, as its form has it.
 *
 * @param partitionBy columns with commas between them
 */
record OutputForm(
    String format,
    String table,
    String partitionBy,
    boolean sorted,
    String top,
    String minScore,
    String keepRuns) {

  static final OutputForm NONE = new OutputForm("", "", "", false, "", "", "");

  /** The fields beside which the form shows what is wrong with them. */
  static final List<String> FIELDS = OutputSettings.FIELDS.stream().map("output."::concat).toList();

  static OutputForm of(Typed typed) {
    return new OutputForm(
        typed.text("output.format"),
        typed.text("output.table"),
        typed.text("output.partition_by"),
        !typed.text("output.sort_by_score").isEmpty(),
        typed.text("output.top"),
        typed.text("output.min_score"),
        typed.text("output.keep_runs"));
  }

  static OutputForm of(@Nullable OutputSettings output) {
    return output == null
        ? NONE
        : new OutputForm(
            Objects.requireNonNullElse(output.format(), ""),
            Objects.requireNonNullElse(output.table(), ""),
            String.join(", ", Objects.requireNonNullElse(output.partitionBy(), List.of())),
            Boolean.TRUE.equals(output.sortByScore()),
            Objects.toString(output.top(), ""),
            FormBody.typed(output.minScore()),
            Objects.toString(output.keepRuns(), ""));
  }

  /** Whether it says anything. */
  public boolean isAnything() {
    return !equals(NONE);
  }

  /** What a client of the API would send; empty where nothing is said. */
  ObjectNode body() {
    FormBody body = new FormBody();
    body.text("format", format)
        .text("table", table)
        .number("top", top)
        .number("min_score", minScore)
        .number("keep_runs", keepRuns);
    ObjectNode json = body.json();
    Arrays.stream(partitionBy.split(",", -1))
        .map(String::strip)
        .filter(column -> !column.isEmpty())
        .forEach(json.withArray("partition_by")::add);
    if (json.path("partition_by").isEmpty()) {
      json.remove("partition_by");
    }
    if (sorted) {
      json.put("sort_by_score", true);
    }
    return json;
  }
}
