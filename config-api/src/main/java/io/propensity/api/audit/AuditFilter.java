package io.propensity.api.audit;

import io.propensity.api.problem.ProblemException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Writes each write and each refusal to the audit log. The answer to a write is held back until its
 * row is kept: where that fails, the answer is 503, and the change may stand nevertheless. Refusals
 * stand whether or not their rows are kept.
 */
public final class AuditFilter extends OncePerRequestFilter {

  private static final Logger LOG = LoggerFactory.getLogger(AuditFilter.class);
  private static final Set<Integer> REFUSALS = Set.of(401, 403, 429);
  private static final int REFUSED = 400;
  private static final int FAILED = 500;
  private static final int RETRY_SECONDS = 5;

  private final Audit audit;
  private final Predicate<HttpServletRequest> changes;
  private final HandlerExceptionResolver problems;

  /**
   * @param changes whether a request may change something
   */
  public AuditFilter(
      Audit audit, Predicate<HttpServletRequest> changes, HandlerExceptionResolver problems) {
    this.audit = audit;
    this.changes = changes;
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    RequestId.give(request, response);
    try {
      answerAndKeep(request, response, chain);
    } finally {
      RequestId.leave();
    }
  }

  private void answerAndKeep(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (changes.test(request)) {
      ContentCachingResponseWrapper held = new ContentCachingResponseWrapper(response);
      answer(request, held, chain);
      keep(request, response, held);
      held.copyBodyToResponse();
    } else {
      answer(request, response, chain);
      if (REFUSALS.contains(response.getStatus())) {
        keepRefusal(request, response);
      }
    }
  }

  /** A database that is lost while a token is looked up is told as it is to everybody else. */
  private void answer(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      chain.doFilter(request, response);
    } catch (DataAccessException failure) {
      problems.resolveException(request, response, null, failure);
    }
  }

  private void keep(
      HttpServletRequest request,
      HttpServletResponse response,
      ContentCachingResponseWrapper held) {
    if (REFUSALS.contains(held.getStatus())) {
      keepRefusal(request, held);
      return;
    }
    AuditEntry entry = audit.entry(request, held);
    if (RoutineWrite.isOne(request) && held.getStatus() < REFUSED) {
      audit.routine(entry);
      return;
    }
    try {
      audit.write(entry);
    } catch (DataAccessException failure) {
      lacks(entry, failure);
      if (held.getStatus() < FAILED) {
        takeBack(response);
        answerUnavailable(request, held);
      }
    }
  }

  private static void takeBack(HttpServletResponse response) {
    response.setHeader(HttpHeaders.LOCATION, null);
    response.setHeader(HttpHeaders.ETAG, null);
  }

  private void answerUnavailable(HttpServletRequest request, ContentCachingResponseWrapper held) {
    held.resetBuffer();
    problems.resolveException(
        request,
        held,
        null,
        ProblemException.unavailable(
            "The audit log cannot be written; look whether the change was made, then try again",
            RETRY_SECONDS));
  }

  private void keepRefusal(HttpServletRequest request, HttpServletResponse response) {
    AuditEntry refusal = audit.entry(request, response);
    try {
      audit.refused(refusal);
    } catch (DataAccessException failure) {
      lacks(refusal, failure);
    }
  }

  private void lacks(AuditEntry entry, DataAccessException failure) {
    audit.lost();
    String reason = String.valueOf(failure.getMostSpecificCause().getMessage());
    LOG.error("The audit log lacks {}: {}", entry, reason.lines().findFirst().orElse(""));
  }
}
