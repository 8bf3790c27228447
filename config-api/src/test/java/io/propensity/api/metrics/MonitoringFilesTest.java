package io.propensity.api.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.ApiTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** No panel and no alert asks for a number that the service does not tell. */
@ApiTest
class MonitoringFilesTest {

  private static final Path FILES = Path.of("../monitoring");
  private static final Pattern LABELS = Pattern.compile("([a-zA-Z_:][\\w:]*)\\{([^}]*)}");
  private static final Pattern LABEL = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)\\s*\"");
  private static final Set<String> WORDS = Set.of("and", "or", "unless", "by", "without", "offset");

  /** Prometheus tells by itself whether it reached what it reads. */
  private static final Set<String> OF_PROMETHEUS = Set.of("up");

  private final Scrape scrape;

  MonitoringFilesTest(
      @Autowired Api api, @Autowired RunMeters meters, @Autowired JdbcTemplate sql) {
    MadeRuns runs = new MadeRuns(api, sql);
    runs.scheduled(runs.scheduledCampaign(), "SUCCEEDED", "{}");
    api.get("/campaigns/987654321");
    meters.look();
    meters.lookAtSchedules();
    this.scrape = Scrape.of(api);
  }

  @Test
  void panelsShowWhatTheServiceTells() throws IOException {
    JsonNode dashboard =
        new JsonMapper().readTree(Files.readString(FILES.resolve("grafana/propensity.json")));
    List<String> expressions =
        dashboard
            .path("panels")
            .valueStream()
            .flatMap(panel -> panel.path("targets").valueStream())
            .map(target -> target.path("expr").asString())
            .toList();

    assertThat(expressions).hasSizeGreaterThan(15);
    assertThat(expressions).allSatisfy(this::asksForWhatIsThere);
  }

  @Test
  void alertsAskForWhatTheServiceTells() throws IOException {
    List<Map<String, Object>> rules = rules();

    assertThat(rules).hasSizeGreaterThan(8);
    assertThat(rules)
        .allSatisfy(
            rule -> {
              asksForWhatIsThere(String.valueOf(rule.get("expr")));
              assertThat(rule.get("alert")).asString().startsWith("Propensity");
              assertThat(part(rule, "labels").get("severity")).isIn("warning", "critical");
              assertThat(part(rule, "annotations")).containsOnlyKeys("summary", "description");
            });
  }

  private static Map<String, String> part(Map<String, Object> rule, String name) {
    Map<String, String> part = new TreeMap<>();
    if (rule.get(name) instanceof Map<?, ?> given) {
      given.forEach((key, value) -> part.put(String.valueOf(key), String.valueOf(value)));
    }
    return part;
  }

  private static List<Map<String, Object>> rules() throws IOException {
    Map<String, List<Map<String, List<Map<String, Object>>>>> file =
        new Yaml().load(Files.readString(FILES.resolve("prometheus/alerts.yaml")));
    List<Map<String, Object>> rules = new ArrayList<>();
    file.getOrDefault("groups", List.of())
        .forEach(group -> rules.addAll(group.getOrDefault("rules", List.of())));
    return rules;
  }

  private void asksForWhatIsThere(String expression) {
    Set<String> asked = metrics(expression);
    assertThat(asked).as(expression).isNotEmpty();
    asked.removeAll(OF_PROMETHEUS);
    assertThat(scrape.names()).as(expression).containsAll(asked);
    Matcher selector = LABELS.matcher(expression);
    while (selector.find()) {
      String metric = selector.group(1);
      Matcher label = LABEL.matcher(selector.group(2));
      while (label.find()) {
        String name = label.group(1);
        assertThat(OF_PROMETHEUS.contains(metric) || scrape.hasLabel(metric, name))
            .as("%s has a label %s", metric, name)
            .isTrue();
      }
    }
  }

  /** The names that are neither functions nor words nor labels. */
  private static Set<String> metrics(String expression) {
    String bare =
        expression
            .replaceAll("\\{[^}]*}", " ")
            .replaceAll("\\[[^]]*]", " ")
            .replaceAll("\\b(by|without|on|ignoring)\\s*\\([^)]*\\)", " ");
    Set<String> names = new TreeSet<>();
    Matcher name = Pattern.compile("[a-zA-Z_:][\\w:]*(?!\\s*\\(|[\\w:])").matcher(bare);
    while (name.find()) {
      if (!WORDS.contains(name.group())) {
        names.add(name.group());
      }
    }
    return names;
  }
}
