package io.propensity.api.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/** Which addresses are those of the console: its pages, and the sign-in. */
public final class ConsolePaths {

  private static final List<String> STARTS =
      List.of("/console/", "/oauth2/authorization/", "/login/oauth2/");

  private ConsolePaths() {}

  public static boolean has(HttpServletRequest request) {
    return STARTS.stream().anyMatch(request.getRequestURI()::startsWith);
  }
}
