package io.propensity.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.servlet.ModelAndView;

/** Requests as browsers on the service's own machine send them, led by whatever page. */
class LocalRequestsTest {

  private final List<Exception> refusals = new ArrayList<>();
  private final LocalRequests filter =
      new LocalRequests(
          (request, response, handler, refusal) -> {
            refusals.add(refusal);
            return new ModelAndView();
          });

  @AfterEach
  void leave() {
    SecurityContextHolder.clearContext();
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "localhost:8080", "127.0.0.1:8080", "127.0.0.2", "[::1]:80"})
  void letsInEverybodyWhoAsksThisMachineByItsName(String host) throws Exception {
    assertThat(isLetIn(request("POST", host))).isTrue();
    assertThat(SecurityContextHolder.getContext().getAuthentication()).isEqualTo(Caller.local());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "evil.example",
        "evil.example:8080",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "10.0.0.1",
        "127.0.0.1:8080@evil.example",
        "0.0.0.0:8080"
      })
  void refusesAPageThatGaveThisMachineANameOfItsOwn(String host) throws Exception {
    assertThat(isLetIn(request("GET", host))).isFalse();
    assertThat(SecurityContextHolder.getContext().getAuthentication()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "Origin,         http://localhost:8080,  true",
    "Origin,         HTTP://LOCALHOST:8080,  true",
    "Origin,         http://localhost:3000,  false",
    "Origin,         http://localhost,       false",
    "Origin,         https://evil.example,   false",
    "Origin,         null,                   false",
    "Origin,         'a b',                  false",
    "Sec-Fetch-Site, same-origin,            true",
    "Sec-Fetch-Site, none,                   true",
    "Sec-Fetch-Site, same-site,              false",
    "Sec-Fetch-Site, cross-site,             false"
  })
  void refusesWritesOfPagesOfOthers(String header, String value, boolean letIn) throws Exception {
    MockHttpServletRequest write = request("POST", "localhost:8080");
    write.addHeader(header, value);
    MockHttpServletRequest read = request("GET", "localhost:8080");
    read.addHeader(header, value);

    assertThat(isLetIn(write)).isEqualTo(letIn);
    assertThat(isLetIn(read)).as("a browser shows the answer to nobody").isTrue();
  }

  private static MockHttpServletRequest request(String method, String host) {
    MockHttpServletRequest request = new MockHttpServletRequest(method, "/campaigns");
    if (!host.isEmpty()) {
      request.addHeader("Host", host);
    }
    return request;
  }

  private boolean isLetIn(MockHttpServletRequest request) throws ServletException, IOException {
    List<String> through = new ArrayList<>();
    int before = refusals.size();
    filter.doFilter(
        request, new MockHttpServletResponse(), (asked, answered) -> through.add("through"));
    assertThat(through.size() + refusals.size() - before).isEqualTo(1);
    return !through.isEmpty();
  }
}
