package io.propensity.api.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.Api.Answer;
import io.propensity.api.ApiTest;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import tools.jackson.databind.JsonNode;

/** Users who are known by what they say of themselves, for want of a real sign-in. */
@ApiTest
class AuthorTest {

  private final Api api;

  AuthorTest(@Autowired Api api) {
    this.api = api;
  }

  @Test
  void writesDownWhoMadeEachChange() {
    Answer created = as("jana", "POST", "/campaigns", Campaigns.any());
    String one = created.header("Location");
    as("petr", "PATCH", one, "{\"name\": \"n\"}");
    as("eva", "DELETE", one, null);
    as("jan", "POST", one + "/restore", null);
    Answer copy = as("ota", "POST", one + "/copy", "{}");

    assertThat(api.get(one + "/revisions").json().valueStream().map(AuthorTest::author))
        .containsExactly("jan", "eva", "petr", "jana");
    assertThat(author(api.get(copy.header("Location") + "/revisions/1").json())).isEqualTo("ota");
  }

  @Test
  void givesEachUserKeysOfTheirOwn() {
    String key = Campaigns.unique("key").replace(" ", "-");

    Answer janas = as("jana", "POST", "/campaigns", Campaigns.any(), "Idempotency-Key", key);
    Answer petrs = as("petr", "POST", "/campaigns", Campaigns.any(), "Idempotency-Key", key);
    Answer again = as("jana", "POST", "/campaigns", Campaigns.any(), "Idempotency-Key", key);

    assertThat(petrs.status()).isEqualTo(201);
    assertThat(petrs.id()).isNotEqualTo(janas.id());
    assertThat(again.id()).isEqualTo(janas.id());
  }

  private Answer as(
      String user, String method, String path, @Nullable String body, String... headers) {
    String[] all = new String[headers.length + 4];
    all[0] = "X-Test-User";
    all[1] = user;
    all[2] = "Content-Type";
    all[3] = "application/json";
    System.arraycopy(headers, 0, all, 4, headers.length);
    return api.send(method, path, body, all);
  }

  private static String author(JsonNode revision) {
    return revision.path("changed_by").asString();
  }

  @TestConfiguration(proxyBeanMethods = false)
  static class SignIn {

    @Bean
    FilterRegistrationBean<Filter> believing() {
      Filter filter =
          (request, response, chain) ->
              chain.doFilter(new Believed((HttpServletRequest) request), response);
      var registration = new FilterRegistrationBean<>(filter);
      registration.setOrder(Ordered.LOWEST_PRECEDENCE);
      return registration;
    }
  }

  private static final class Believed extends HttpServletRequestWrapper {

    Believed(HttpServletRequest request) {
      super(request);
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
      String user = getHeader("X-Test-User");
      return user == null ? super.getUserPrincipal() : () -> user;
    }
  }
}
