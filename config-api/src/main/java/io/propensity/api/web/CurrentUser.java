package io.propensity.api.web;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Who makes the request that is being answered. */
@Component
public class CurrentUser {

  private static final String NOBODY_KNOWN = "anonymous";

  /** The name that the request is signed in by, {@code anonymous} where nobody is. */
  public String name() {
    if (RequestContextHolder.getRequestAttributes()
        instanceof ServletRequestAttributes attributes) {
      HttpServletRequest request = attributes.getRequest();
      Principal user = request.getUserPrincipal();
      return user == null ? NOBODY_KNOWN : user.getName();
    }
    return NOBODY_KNOWN;
  }
}
