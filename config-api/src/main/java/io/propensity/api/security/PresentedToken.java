package io.propensity.api.security;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/**
 * The token that a request brings: as {@code Bearer}, or, to read the documentation with a browser,
 * as the password that the browser asked for. Nothing else is answered to a password, which the
 * browser would send along with whatever another page makes it ask.
 */
final class PresentedToken implements BearerTokenResolver {

  private static final String BASIC = "Basic ";

  private final BearerTokenResolver bearer = new DefaultBearerTokenResolver();

  @Override
  public @Nullable String resolve(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header != null
        && header.regionMatches(true, 0, BASIC, 0, BASIC.length())
        && Rules.PAGES.matches(request)) {
      return password(header.substring(BASIC.length()).strip());
    }
    return bearer.resolve(request);
  }

  /** What follows the user's name, whatever that is; null where nothing does. */
  private static @Nullable String password(String credentials) {
    try {
      String text = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
      String password = text.substring(text.indexOf(':') + 1);
      return password.isEmpty() ? null : password;
    } catch (IllegalArgumentException malformed) {
      return null;
    }
  }
}
