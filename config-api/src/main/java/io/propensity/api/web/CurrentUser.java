package io.propensity.api.web;

import java.security.Principal;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Who makes the request that is being answered. */
@Component
public class CurrentUser {

  static final String ANONYMOUS = "anonymous";

  /** The name of the request's principal; {@code anonymous} where nobody signed in. */
  public String name() {
    return principal().map(Principal::getName).orElse(ANONYMOUS);
  }

  private static Optional<Principal> principal() {
    return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes current
        ? Optional.ofNullable(current.getRequest().getUserPrincipal())
        : Optional.empty();
  }
}
