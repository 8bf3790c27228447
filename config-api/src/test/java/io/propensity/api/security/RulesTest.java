package io.propensity.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.ApiTest;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Who may do what, over HTTP: whoever may is not told 401 or 403, whatever else there is to say.
 */
@ApiTest
class RulesTest {

  private static final Map<Role, Api> CLIENTS = new EnumMap<>(Role.class);

  private final Api api;
  private final List<String> served;

  RulesTest(
      @Autowired Api api,
      @Autowired @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings) {
    this.api = api;
    this.served =
        mappings.getHandlerMethods().entrySet().stream()
            .filter(mapping -> isOurs(mapping.getValue()))
            .flatMap(mapping -> mapping.getKey().getPatternValues().stream())
            .filter(path -> !path.equals("/error"))
            .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "GET,    /campaigns,                  viewer editor operator admin job",
    "HEAD,   /campaigns,                  viewer editor operator admin job",
    "GET,    /campaigns/987654321,        viewer editor operator admin job",
    "GET,    /campaigns/7/revisions/1,    viewer editor operator admin job",
    "GET,    /campaigns/,                 viewer editor operator admin job",
    "POST,   /campaigns,                  editor operator admin",
    "POST,   /campaigns/,                 editor operator admin",
    "PUT,    /campaigns/987654321,        editor operator admin",
    "PATCH,  /campaigns/987654321,        editor operator admin",
    "DELETE, /campaigns/987654321,        editor operator admin",
    "POST,   /campaigns/7/restore,        editor operator admin",
    "GET,    /campaigns/7/runs,           viewer editor operator admin",
    "POST,   /campaigns/7/runs,           operator admin",
    "POST,   /pipelines/telco-churn/runs, operator admin",
    "GET,    /models/a/versions/1,        viewer editor operator admin job",
    "POST,   /models/a/versions,          operator admin job",
    "POST,   /models/scan,                operator admin job",
    "PUT,    /models/a/aliases/champion,  operator admin",
    "POST,   /models/a/aliases/c/rollback, operator admin",
    "DELETE, /models/a/versions/1,        operator admin",
    "GET,    /runs,                       viewer editor operator admin",
    "GET,    /runs/r-1,                   viewer editor operator admin",
    "GET,    /runs/r-1/lineage,           viewer editor operator admin",
    "GET,    /runs/r-1/predictions,       editor operator admin",
    "GET,    /runs/r-1/documents,         viewer editor operator admin",
    "PUT,    /runs/r-1/documents/quality, operator admin job",
    "GET,    /models/a/versions/1/uses,   viewer editor operator admin job",
    "POST,   /runs,                       operator admin job",
    "PUT,    /runs/r-1,                   operator admin job",
    "POST,   /runs/r-1/cancel,            operator admin",
    "POST,   /runs/r-1/retry,             operator admin",
    "DELETE, /runs/r-1,                   operator admin",
    "GET,    /api/2.0/mlflow/registered-models/get,    viewer editor operator admin",
    "POST,   /api/2.0/mlflow/model-versions/search,    viewer editor operator admin",
    "POST,   /api/2.0/mlflow/registered-models/get-latest-versions, viewer editor operator admin",
    "POST,   /api/2.0/mlflow/registered-models/alias,  operator admin",
    "DELETE, /api/2.0/mlflow/registered-models/alias,  operator admin",
    "PATCH,  /api/2.0/mlflow/registered-models/update, operator admin",
    "GET,    /schedules,                  viewer editor operator admin",
    "GET,    /schedules/987654321/firings, viewer editor operator admin",
    "POST,   /schedules,                  operator admin",
    "PATCH,  /schedules/987654321,        operator admin",
    "DELETE, /schedules/987654321,        operator admin",
    "POST,   /schedules/987654321/pause,  operator admin",
    "GET,    /webhooks,                   operator admin",
    "GET,    /webhooks/987654321/deliveries, operator admin",
    "POST,   /webhooks,                   admin",
    "PUT,    /webhooks/987654321,         admin",
    "DELETE, /webhooks/987654321,         admin",
    "POST,   /webhooks/987654321/test,    admin",
    "POST,   /webhooks/7/deliveries/7/redeliver, admin",
    "POST,   /audiences/preview,          editor operator admin",
    "GET,    /users-tables/columns,       editor operator admin",
    "GET,    /tokens,                     admin",
    "POST,   /tokens,                     admin",
    "DELETE, /tokens/987654321,           admin",
    "GET,    /audit,                      admin",
    "GET,    /actuator/health,            viewer editor operator admin",
    "GET,    /actuator/info,              viewer editor operator admin",
    "GET,    /actuator/prometheus,        viewer editor operator admin",
    "POST,   /actuator/info,              admin",
    "TRACK,  /campaigns,                  editor operator admin",
    "GET,    /docs,                       viewer editor operator admin job",
    "GET,    /openapi.json,               viewer editor operator admin job",
    "GET,    /nowhere,                    viewer editor operator admin job"
  })
  void letsRolesDoWhatTheirsIsAndNoMore(String method, String path, String allowed) {
    for (Role role : Role.values()) {
      boolean may = Arrays.asList(allowed.split(" ", -1)).contains(role.text());

      Answer answer = client(role).send(method, path, null);

      assertThat(answer.status() != 401 && answer.status() != 403)
          .as("%s %s by %s is answered with %d", method, path, role.text(), answer.status())
          .isEqualTo(may);
    }
    assertThat(api.anonymous().send(method, path, null).status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/actuator/health/liveness", "/actuator/health/readiness"})
  void tellsEverybodyWhetherItLives(String path) {
    assertThat(api.anonymous().get(path).status()).isEqualTo(200);
    assertThat(api.anonymous().send("POST", path, null).status()).isEqualTo(401);
  }

  @Test
  void saysWhatIsNotThereToWhoeverHasAToken() {
    assertThat(client(Role.JOB).get("/nowhere").status()).isEqualTo(404);
    assertThat(client(Role.VIEWER).get("/actuator/heapdump").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/campaigns/..%2Ftokens",
        "/campaigns/%2e%2e/tokens",
        "/campaigns//tokens",
        "/campaigns/;x=1/../../tokens",
        "//tokens",
        "/%74okens/",
        "/tokens;x",
        "/tokens%00"
      })
  void findsNoWayAroundARule(String path) {
    assertThat(client(Role.VIEWER).get(path).status()).isIn(400, 403, 404);
  }

  @Test
  void saysWhyAnAddressIsRefused() {
    Answer refused = client(Role.VIEWER).get("/models/a%0Ab");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
    assertThat(refused.text("detail"))
        .startsWith("The address holds what servers read in more than one way");
  }

  @Test
  void hasARowForEveryAddressOfTheService() {
    assertThat(served).contains("/campaigns", "/tokens/{id}", "/audit");
    assertThat(served)
        .allSatisfy(
            path -> {
              var request = new MockHttpServletRequest("GET", path.replaceAll("[{}*]", ""));
              assertThat(Rules.TABLE)
                  .as("a row for %s", path)
                  .anyMatch(rule -> rule.requests().matches(request));
            });
  }

  @Test
  void includesInEachRoleThoseBeforeIt() {
    Set<Role> editors = EnumSet.noneOf(Role.class);
    Arrays.stream(Role.values()).filter(role -> role.includes(Role.EDITOR)).forEach(editors::add);

    assertThat(editors).containsExactly(Role.EDITOR, Role.OPERATOR, Role.ADMIN);
    assertThat(Role.ADMIN.includes(Role.JOB)).isFalse();
    assertThat(Role.JOB.includes(Role.VIEWER)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /campaigns, false",
    "OPTIONS, /campaigns, false",
    "POST, /campaigns, true",
    "POST, /nowhere, true",
    "TRACK, /campaigns, true",
    "POST, /audiences/preview, false",
    "POST, /api/2.0/mlflow/model-versions/search, false",
    "POST, /api/2.0/mlflow/model-versions/create, true"
  })
  void tellsWritesFromReads(String method, String path, boolean changes) {
    assertThat(Rules.changes(new MockHttpServletRequest(method, path))).isEqualTo(changes);
  }

  private static boolean isOurs(HandlerMethod method) {
    return method.getBeanType().getName().startsWith("io.propensity.");
  }

  private Api client(Role role) {
    return CLIENTS.computeIfAbsent(role, wanted -> Tokens.as(api, wanted));
  }
}
