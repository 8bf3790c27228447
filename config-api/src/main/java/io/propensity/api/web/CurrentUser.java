package io.propensity.api.web;

import java.security.Principal;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Who makes the request that is being answered. */
@Component
public class CurrentUser {

  /** The user's name, "anonymous" where nobody signed in. */
  public String name() {
    if (RequestContextHolder.getRequestAttributes()
        instanceof ServletRequestAttributes attributes) {
      Principal principal = attributes.getRequest().getUserPrincipal();
      return principal == null ? "anonymous" : principal.getName();
    }
    return "anonymous";
  }
}
