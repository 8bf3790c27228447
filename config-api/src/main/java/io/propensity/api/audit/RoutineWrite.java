package io.propensity.api.audit;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** A write that is made again and again, and that the audit log counts: how far a job is, say. */
public final class RoutineWrite {

  private static final String ATTRIBUTE = RoutineWrite.class.getName();

  private RoutineWrite() {}

  /** Says it of the request that this thread answers. */
  public static void mark() {
    RequestAttributes request = RequestContextHolder.getRequestAttributes();
    if (request != null) {
      request.setAttribute(ATTRIBUTE, true, RequestAttributes.SCOPE_REQUEST);
    }
  }

  static boolean isOne(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) != null;
  }
}
