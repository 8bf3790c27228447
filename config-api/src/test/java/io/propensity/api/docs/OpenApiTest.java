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
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
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

  private Set<String> served() {
    Set<String> served = new TreeSet<>();
    mappings
        .getHandlerMethods()
        .forEach(
            (info, handler) -> {
              if (handler.getBeanType().getPackageName().startsWith("io.propensity.api")) {
                addresses(info).forEach(served::add);
              }
            });
    return served;
  }

  /** As OpenAPI writes them, which has no sign for the rest of a path. */
  private static Stream<String> addresses(RequestMappingInfo info) {
    return info.getPatternValues().stream()
        .map(path -> path.replace("{*", "{"))
        .flatMap(
            path ->
                info.getMethodsCondition().getMethods().stream()
                    .map(method -> method.name().toLowerCase(Locale.ROOT) + " " + path));
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
  }

  @Test
  void showsItsPagesAtDocs() {
    Answer redirect = api.get("/docs");

    assertThat(redirect.status()).isEqualTo(302);
    Answer page = api.get(redirect.header("Location"));
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.response().body()).contains("swagger-ui");
    assertThat(api.get("/docs/").status()).isEqualTo(302);
  }

  private JsonNode document() {
    return api.get("/openapi.json").json();
  }
}
