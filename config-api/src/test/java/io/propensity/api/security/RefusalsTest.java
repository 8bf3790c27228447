package io.propensity.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Settings;
import io.propensity.api.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.web.servlet.ModelAndView;

class RefusalsTest {

  private final List<Exception> answers = new ArrayList<>();
  private final Refusals refusals =
      new Refusals(
          (request, response, handler, refusal) -> {
            answers.add(refusal);
            return new ModelAndView();
          },
          Settings.with(Map.of("propensity.security.failed-logins-per-minute", "2")));

  @Test
  void asksForPatienceWhileTheIssuerIsAway() {
    refusals.commence(from("10.0.0.1"), new MockHttpServletResponse(), new IssuerAway("away"));

    assertThat(answers)
        .singleElement()
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> {
              assertThat(problem.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
              assertThat(problem.getHeaders().getFirst("Retry-After")).isEqualTo("5");
            });
  }

  @Test
  void countsWrongTokensOfANetworkTogether() {
    assertThat(wrong("2001:db8:0:1::1")).isEqualTo(HttpStatus.UNAUTHORIZED);
    assertThat(wrong("2001:db8:0:1::2")).isEqualTo(HttpStatus.UNAUTHORIZED);
    assertThat(wrong("2001:db8:0:1:ffff::")).isEqualTo(HttpStatus.TOO_MANY_REQUESTS);
    assertThat(wrong("2001:db8:0:2::1")).isEqualTo(HttpStatus.UNAUTHORIZED);
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1, 10.0.0.1",
    "2001:db8:0:1::1, 20010db800000001",
    "0:0:0:0:0:0:0:1, 0000000000000000",
    "not:an:address, not:an:address"
  })
  void namesTheNetworkOfAnAddress(String address, String network) {
    assertThat(Refusals.network(address)).isEqualTo(network);
  }

  private Object wrong(String address) {
    refusals.commence(
        from(address), new MockHttpServletResponse(), new InvalidBearerTokenException("wrong"));
    return ((ProblemException) answers.get(answers.size() - 1)).getStatusCode();
  }

  private static MockHttpServletRequest from(String address) {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/campaigns");
    request.setRemoteAddr(address);
    return request;
  }
}
