package io.propensity.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Principal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

class CurrentUserTest {

  private final CurrentUser user = new CurrentUser();
  private final MockHttpServletRequest request = new MockHttpServletRequest();

  @AfterEach
  void end() {
    RequestContextHolder.resetRequestAttributes();
  }

  @Test
  void isThePrincipalOfTheRequest() {
    Principal jana = () -> "jana";
    request.setUserPrincipal(jana);
    RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));

    assertThat(user.name()).isEqualTo("jana");
  }

  @Test
  void isAnonymousWhereNobodySignedIn() {
    RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));

    assertThat(user.name()).isEqualTo("anonymous");
  }

  @Test
  void isAnonymousOutsideOfARequest() {
    assertThat(user.name()).isEqualTo("anonymous");
  }
}
