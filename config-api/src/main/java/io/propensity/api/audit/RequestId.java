package io.propensity.api.audit;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.MDC;

/**
 * What the client calls its request by {@code X-Request-Id}, or else a name of our own. Each line
 * that is logged of the request has it.
 */
public final class RequestId {

  private static final String HEADER = "X-Request-Id";
  private static final String ATTRIBUTE = RequestId.class.getName();
  private static final String LOGGED_AS = "request_id";
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private RequestId() {}

  static void give(HttpServletRequest request, HttpServletResponse response) {
    String given = request.getHeader(HEADER);
    String id =
        given != null && FORM.matcher(given).matches() ? given : UUID.randomUUID().toString();
    request.setAttribute(ATTRIBUTE, id);
    response.setHeader(HEADER, id);
    MDC.put(LOGGED_AS, id);
  }

  /** What is logged from now on is of no request. */
  static void leave() {
    MDC.remove(LOGGED_AS);
  }

  /** That of the request that this thread answers, if it answers one. */
  public static Optional<String> current() {
    return Optional.ofNullable(MDC.get(LOGGED_AS));
  }

  static String of(HttpServletRequest request) {
    return String.valueOf(request.getAttribute(ATTRIBUTE));
  }
}
