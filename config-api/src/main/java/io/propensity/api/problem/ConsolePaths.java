package io.propensity.api.problem;

import jakarta.servlet.http.HttpServletRequest;

/** Which addresses are those of the console's pages. */
public final class ConsolePaths {

  private static final String START = "/console/";

  private ConsolePaths() {}

  public static boolean has(HttpServletRequest request) {
    return request.getRequestURI().startsWith(START);
  }
}
