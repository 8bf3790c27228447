package io.propensity.api.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.problem.InvalidField;
import io.propensity.report.RunKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class RunOptionsTest {

  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void writesEveryOptionOfAScoringRun() {
    ObjectNode options =
        object(
            """
            {"users_partition": "ds=2026-11-24,shop=7", "users_snapshot": "483",
             "limit": 5, "sample": 0.5, "top": 10, "min_score": -0.25, "explain": "all",
             "segments": "high:0.1,low", "max_rejected": 3, "keep_runs": 7}
            """);

    assertThat(errors(RunKind.PREDICTION, options)).isEmpty();
    assertThat(RunOptions.arguments(RunKind.PREDICTION, options))
        .containsExactly(
            "--users-partition=ds=2026-11-24,shop=7",
            "--users-snapshot=483",
            "--limit=5",
            "--sample=0.5",
            "--top=10",
            "--min-score=-0.25",
            "--explain=all",
            "--segments=high:0.1,low",
            "--max-rejected=3",
            "--keep-runs=7");
  }

  @Test
  void writesFlagsThatAreSetAlone() {
    ObjectNode options = object("{\"trial\": true, \"force\": false, \"steps\": [\"train\"]}");

    assertThat(RunOptions.arguments(RunKind.TRAINING, options))
        .containsExactly("--trial", "--steps=train");
  }

  @Test
  void tellsEveryWrongOption() {
    ObjectNode options =
        object(
            """
            {"limit": 0, "sample": 1.5, "top": "10", "explain": "some", "segments": 1, "trial": true,
             "keep_runs": 9223372036854775808, "users_partition": "2026-11-24",
             "users_snapshot": "a b"}
            """);

    assertThat(errors(RunKind.PREDICTION, options))
        .extracting(InvalidField::field)
        .containsExactly(
            "options.limit",
            "options.sample",
            "options.top",
            "options.explain",
            "options.segments",
            "options.trial",
            "options.keep_runs",
            "options.users_partition",
            "options.users_snapshot");
  }

  @Test
  void readsNumbersAsTheyAreReadAgain() {
    List<InvalidField> errors = new ArrayList<>();

    Map<String, Object> read =
        RunOptions.read(RunKind.PREDICTION, object("{\"limit\": 5, \"sample\": 0.5}"), errors);

    assertThat(read).isEqualTo(Map.of("limit", 5L, "sample", 0.5));
  }

  @Property
  void textIsNeverTakenForAnotherOption(@ForAll String text) {
    ObjectNode options = JSON.createObjectNode().put("segments", text);

    if (errors(RunKind.PREDICTION, options).isEmpty()) {
      assertThat(RunOptions.arguments(RunKind.PREDICTION, options))
          .containsExactly("--segments=" + text);
      assertThat(text).matches("[A-Za-z0-9_.,:>=%-]+");
    } else {
      assertThat(RunOptions.arguments(RunKind.PREDICTION, options)).isEmpty();
    }
  }

  private static List<InvalidField> errors(RunKind kind, ObjectNode options) {
    List<InvalidField> errors = new ArrayList<>();
    RunOptions.read(kind, options, errors);
    return errors;
  }

  private static ObjectNode object(String json) {
    return (ObjectNode) JSON.readTree(json);
  }
}
