package io.propensity.api.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.ApiTest;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

@ApiTest
class OpenApiTest {

  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  private final Api api;
  private final RequestMappingHandlerMapping mappings;

  OpenApiTest(
      @Autowired Api api,
      @Autowired @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings) {
    this.api = api;
    this.mappings = mappings;
  }

  @Test
  void describesExactlyWhatTheServiceServes() {
    Set<String> described = new TreeSet<>();
    document()
        .path("paths")
        .forEachEntry(
            (path, item) ->
                item.propertyNames().stream()
                    .filter(METHODS::contains)
                    .forEach(method -> described.add(method + " " + path)));

    assertThat(described).isEqualTo(served());
  }

  /**
   * What our own controllers answer, pages aside; {@code /error} answers what failed outside of
   * them.
   */
  private Set<String> served() {
    Set<String> served = new TreeSet<>();
    mappings.getHandlerMethods().entrySet().stream()
        .filter(handler -> isOurs(handler.getValue()))
        .flatMap(
            handler ->
                handler.getKey().getPatternValues().stream()
                    .map(path -> path.replace("{*", "{")) // OpenAPI has no sign for the rest
                    .flatMap(
                        path ->
                            handler.getKey().getMethodsCondition().getMethods().stream()
                                .map(m -> m.name().toLowerCase(Locale.ROOT) + " " + path)))
        .forEach(served::add);
    return served;
  }

  private static boolean isOurs(HandlerMethod method) {
    String name = method.getBeanType().getPackageName();
    return name.startsWith("io.propensity.") && !name.startsWith("io.propensity.api.console");
  }

  @Test
  void isOfVersion31AndShowsExamplesThroughout() {
    JsonNode document = document();

    assertThat(document.path("openapi").asString()).startsWith("3.1");
    assertThat(contents(document))
        .isNotEmpty()
        .allSatisfy(content -> assertThat(content.path("examples").isEmpty()).isFalse());
  }

  private static Stream<JsonNode> contents(JsonNode node) {
    Stream<JsonNode> here = node.path("content").valueStream();
    return Stream.concat(here, node.valueStream().flatMap(OpenApiTest::contents));
  }

  @Test
  void givesRequestExamplesThatTheServiceTakes() {
    JsonNode bodies =
        document().at("/components/requestBodies/Campaign/content/application~1json/examples");
    JsonNode patches =
        document()
            .at("/paths/~1campaigns~1{id}/patch/requestBody/content")
            .path("application/merge-patch+json")
            .path("examples");

    assertThat(bodies.valueStream().map(example -> api.post(example.path("value").toString())))
        .isNotEmpty()
        .extracting(Answer::status)
        .containsOnly(201);
    long id = api.post(bodies.path("audience").path("value").toString()).id();
    assertThat(
            patches.valueStream().map(example -> api.patch(id, example.path("value").toString())))
        .isNotEmpty()
        .extracting(Answer::status)
        .containsOnly(200);
    JsonNode copies =
        document()
            .at(
                "/paths/~1campaigns~1{id}~1copy/post/requestBody/content/application~1json/examples");
    assertThat(
            copies
                .valueStream()
                .map(
                    example ->
                        api.post("/campaigns/" + id + "/copy", example.path("value").toString())))
        .isNotEmpty()
        .extracting(Answer::status)
        .containsOnly(201);
  }

  @Test
  void isAlsoWhereToolsOfTheSpringWorldLookForIt() {
    Answer document = api.get("/v3/api-docs", "Accept", "application/json");

    assertThat(document.status()).isEqualTo(200);
    assertThat(document.header("Content-Type")).startsWith("application/json");
    assertThat(document.json()).isEqualTo(document());
  }

  @Test
  void givesExamplesOfTokensThatTheServiceTakes() {
    JsonNode tokens =
        document()
            .at("/paths/~1tokens/post/requestBody/content")
            .path("application/json")
            .path("examples");

    assertThat(
            tokens.valueStream().map(token -> api.post("/tokens", token.path("value").toString())))
        .isNotEmpty()
        .extracting(Answer::status)
        .containsOnly(201);
  }

  @Test
  void saysOfEveryOperationThatItWantsATokenAndWhatIsSaidWithoutOne() {
    JsonNode document = document();

    assertThat(document.at("/components/securitySchemes/token/scheme").asString())
        .isEqualTo("bearer");
    assertThat(document.path("security").path(0).has("token")).isTrue();
    assertThat(document.path("paths").valueStream().flatMap(OpenApiTest::operations))
        .isNotEmpty()
        .allSatisfy(
            operation ->
                assertThat(operation.path("responses").propertyNames())
                    .contains("401", "403", "429"));
  }

  private static Stream<JsonNode> operations(JsonNode path) {
    return METHODS.stream().filter(path::has).map(path::path);
  }

  @Test
  void showsItsPagesAtDocs() {
    Answer redirect = api.get("/docs");

    assertThat(redirect.status()).isEqualTo(302);
    Answer page = api.get(redirect.header("Location"));
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.response().body()).contains("swagger-ui");
    assertThat(page.response().body().split("(src|href)=\"", -1))
        .hasSize(5)
        .filteredOn(part -> part.startsWith("/"))
        .allSatisfy(
            part ->
                assertThat(api.get(part.substring(0, part.indexOf('"'))).status())
                    .as(part)
                    .isEqualTo(200));
    assertThat(api.get("/docs/").status()).isEqualTo(302);
  }

  private JsonNode document() {
    return api.get("/openapi.json").json();
  }
}
