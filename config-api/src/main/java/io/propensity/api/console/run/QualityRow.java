package io.propensity.api.console.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What became of a rule on the rows of a source, for people.
 *
 * @param state {@code passed, warning} or {@code failed}
 * @param found in the rows
 */
public record QualityRow(String source, String rule, String state, String found) {

  /** The verdicts by source, as the job writes them. */
  record Verdicts(Map<String, List<Verdict>> bySource) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    Verdicts {
      bySource.forEach((source, verdicts) -> Objects.requireNonNull(verdicts, source));
    }
  }

  /** As the job writes it. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Verdict(String rule, boolean passed, String figures, String severity) {

    Verdict {
      Objects.requireNonNull(rule, "rule");
      Objects.requireNonNull(severity, "severity");
    }
  }

  /** Those that failed first. */
  static List<QualityRow> of(Verdicts quality) {
    List<QualityRow> failed = new ArrayList<>();
    List<QualityRow> passed = new ArrayList<>();
    quality
        .bySource()
        .forEach(
            (source, verdicts) ->
                verdicts.stream()
                    .filter(Objects::nonNull)
                    .forEach(
                        verdict -> (verdict.passed() ? passed : failed).add(row(source, verdict))));
    failed.addAll(passed);
    return failed;
  }

  private static QualityRow row(String source, Verdict verdict) {
    String broken = verdict.severity().equals("warning") ? "warning" : "failed";
    return new QualityRow(
        source,
        verdict.rule(),
        verdict.passed() ? "passed" : broken,
        Objects.requireNonNullElse(verdict.figures(), ""));
  }
}
