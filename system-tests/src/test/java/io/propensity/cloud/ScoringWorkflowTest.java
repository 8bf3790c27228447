package io.propensity.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * The definition for Google Cloud Workflows: its steps, its functions and what it submits. It is
 * not run here.
 */
class ScoringWorkflowTest {

  private static final String FILE = "scripts/gcp/scoring-workflow.yaml";
  private static final JsonNode DEFINITION = Repository.yaml(FILE);

  /** Of the standard library and its connectors. */
  private static final Set<String> FUNCTIONS =
      Set.of(
          "default",
          "map.get",
          "text.replace_all",
          "text.substring",
          "time.format",
          "sys.now",
          "sys.get_env",
          "string",
          "len",
          "not",
          "list.concat",
          "json.encode_to_string");

  private static final Set<String> CALLS = Set.of("http.get", "http.post", "sys.sleep");

  @Test
  void callsWhatTheLibraryAndTheFileDefine() {
    assertThat(DEFINITION.findValuesAsText("call"))
        .isNotEmpty()
        .allMatch(call -> CALLS.contains(call) || DEFINITION.has(call));
    assertThat(matches("\\b([a-z_][a-z_.]*)\\("))
        .isNotEmpty()
        .allMatch(function -> FUNCTIONS.contains(function));
  }

  @Test
  void stepsHaveOneNameEachAndLeadToStepsThatThereAre() {
    DEFINITION
        .properties()
        .forEach(
            workflow -> {
              List<String> names = steps(workflow.getValue().path("steps")).toList();
              assertThat(names).isNotEmpty().doesNotHaveDuplicates();
              assertThat(names).containsAll(workflow.getValue().findValuesAsText("next"));
            });
  }

  @Test
  void aCalledWorkflowIsGivenItsParameters() {
    JsonNode score = DEFINITION.path("score_campaign");
    Set<String> wanted = new TreeSet<>();
    score.path("params").forEach(name -> wanted.add(name.asText()));
    assertThat(DEFINITION.path("main").findParents("call"))
        .filteredOn(step -> step.path("call").asText().equals("score_campaign"))
        .singleElement()
        .satisfies(
            step ->
                assertThat(step.path("args").properties())
                    .extracting(Map.Entry::getKey)
                    .containsExactlyInAnyOrderElementsOf(wanted));
  }

  @Test
  void theHeadNamesEachVariableThatIsRead() {
    List<String> head =
        Repository.text(FILE).lines().takeWhile(line -> line.startsWith("#")).toList();
    assertThat(matches("sys\\.get_env\\(\"([A-Z_]+)\"\\)"))
        .isNotEmpty()
        .allSatisfy(name -> assertThat(head).anyMatch(line -> line.contains(name)));
  }

  @Test
  void aRunIsNamedByDayAndCampaign() {
    assertThat(DEFINITION.at("/main").findValuesAsText("run"))
        .containsExactly("${\"r-\" + day + \"-c\" + string(campaign)}");
    assertThat(Repository.text(FILE)).doesNotContain("random", "uuid");
  }

  private static Stream<String> steps(JsonNode steps) {
    return StreamSupport.stream(steps.spliterator(), false)
        .flatMap(step -> step.properties().stream())
        .flatMap(
            step ->
                Stream.concat(
                    Stream.of(step.getKey()),
                    step.getValue().findValues("steps").stream()
                        .flatMap(ScoringWorkflowTest::steps)));
  }

  private static Set<String> matches(String pattern) {
    return expressions(DEFINITION)
        .flatMap(text -> Repository.found(pattern, text))
        .collect(Collectors.toSet());
  }

  private static Stream<String> expressions(JsonNode node) {
    if (node.isTextual()) {
      return node.asText().startsWith("${") ? Stream.of(node.asText()) : Stream.empty();
    }
    return StreamSupport.stream(node.spliterator(), false)
        .flatMap(ScoringWorkflowTest::expressions);
  }
}
