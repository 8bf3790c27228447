package io.propensity.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.propensity.run.ExitCode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/operations.md: what is to be typed at night is what there is. */
class OperationsPageTest {

  private static final String PAGE = Repository.text("docs/operations.md");
  private static final JsonNode API =
      Repository.yaml("config-api/src/main/resources/openapi/openapi.yaml").path("paths");

  @Test
  void eachExitCodeSaysWhatToDo() {
    assertThat(ExitCode.values())
        .filteredOn(code -> code != ExitCode.OK)
        .allSatisfy(code -> assertThat(PAGE).contains("\n| %d | ".formatted(code.code())));
  }

  @Test
  void eachAlertSaysWhatToDo() {
    List<String> alerts =
        Repository.yaml("monitoring/prometheus/alerts.yaml").findValuesAsText("alert");
    assertThat(alerts).isNotEmpty();
    assertThat(found("\n\\| `(Propensity[A-Za-z]+)` \\|").toList())
        .containsExactlyInAnyOrderElementsOf(alerts);
  }

  @Test
  void eachRequestIsOneThatTheServiceDescribes() {
    List<String> requests = found("(curl [^\n]+)").toList();
    assertThat(requests).hasSizeGreaterThan(15).allMatch(OperationsPageTest::isDescribed);
    assertThat(isDescribed("curl -X POST \"$SERVICE/runs/r-a/stop\"")).isFalse();
    assertThat(isDescribed("curl \"$SERVICE/runs?colour=red\"")).isFalse();
  }

  @Test
  void eachScriptAndLinkIsThere() {
    assertThat(found("(scripts/[a-z/-]+\\.sh)"))
        .isNotEmpty()
        .allSatisfy(script -> assertThat(Repository.ROOT.resolve(script)).isExecutable());
    assertThat(found("\\]\\(([^)#]+)(?:#[a-z-]+)?\\)"))
        .isNotEmpty()
        .allSatisfy(link -> assertThat(Repository.ROOT.resolve("docs").resolve(link)).exists());
    List<String> headings =
        found("\n## ([^\n]+)")
            .map(heading -> heading.toLowerCase(Locale.ROOT).replace(' ', '-'))
            .toList();
    assertThat(found("\\]\\(#([a-z-]+)\\)")).isNotEmpty().allMatch(headings::contains);
  }

  @Test
  void eachCallOfGcloudIsDocumented() {
    assertThat(found("`gcloud ([^`]+)`"))
        .isNotEmpty()
        .allSatisfy(
            call -> assertThat(GcloudCall.of(Arrays.asList(call.split(" "))).faults()).isEmpty());
  }

  /** Whether there is such an address, with that method and those parameters. */
  private static boolean isDescribed(String curl) {
    MatchResult address =
        Pattern.compile("\\$SERVICE(/[^\"?]*)\\??([^\"]*)\"")
            .matcher(curl)
            .results()
            .findFirst()
            .orElseThrow();
    String method = Repository.found("-X ([A-Z]+)", curl).findFirst().orElse("GET");
    if (address.group(1).startsWith("/actuator/health/")) {
      return method.equals("GET");
    }
    return API.properties().stream()
        .filter(path -> address.group(1).matches(path.getKey().replaceAll("\\{[a-z_]+}", "[^/]+")))
        .map(Map.Entry::getValue)
        .map(path -> path.path(method.toLowerCase(Locale.ROOT)))
        .anyMatch(operation -> !operation.isMissingNode() && takes(operation, address.group(2)));
  }

  private static boolean takes(JsonNode operation, String query) {
    List<String> known = operation.path("parameters").findValuesAsText("name");
    return query.isEmpty()
        || Arrays.stream(query.split("&"))
            .map(part -> part.replaceFirst("=.*", ""))
            .allMatch(known::contains);
  }

  private static Stream<String> found(String pattern) {
    return Repository.found(pattern, PAGE);
  }
}
