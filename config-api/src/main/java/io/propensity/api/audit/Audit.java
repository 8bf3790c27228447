package io.propensity.api.audit;

import jakarta.annotation.PreDestroy;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Service;

/** Tells the audit log what was asked by whom, and what came of it. */
@Service
public class Audit {

  private static final int LONGEST_METHOD = 20;
  private static final int LONGEST_PATH = 500;

  private final AuditLog log;
  private final Clock clock;
  private final AuditMeters meters;
  private final RefusalCounts refusals = new RefusalCounts();
  private final RoutineCounts routine = new RoutineCounts();

  Audit(AuditLog log, Clock clock, AuditMeters meters) {
    this.log = log;
    this.clock = clock;
    this.meters = meters;
  }

  void write(AuditEntry entry) {
    log.write(entry);
  }

  /** Written at once when it is the first of its kind within a minute, counted otherwise. */
  void refused(AuditEntry refusal) {
    meters.refused(refusal.status());
    if (refusals.isFirst(refusal)) {
      log.write(refusal);
    }
  }

  /** Counted: of an address a row a minute stands for all of them. */
  void routine(AuditEntry entry) {
    routine.count(entry);
  }

  /** A row could not be written. */
  void lost() {
    meters.lost();
  }

  /** Every minute, and when the service ends; a {@code kill -9} loses the counts of a minute. */
  @PreDestroy
  @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.MINUTES)
  void writeCounts() {
    write(refusals.take(), refusals::giveBack);
    write(routine.take(), routine::count);
  }

  private void write(List<AuditEntry> counts, Consumer<AuditEntry> giveBack) {
    Deque<AuditEntry> counted = new ArrayDeque<>(counts);
    try {
      for (AuditEntry next = counted.peek(); next != null; next = counted.peek()) {
        log.write(next);
        counted.remove();
      }
    } finally {
      counted.forEach(giveBack);
    }
  }

  /**
   * Keeps that somebody is given what the log has to tell of, though nothing is changed by it.
   *
   * @param what is given
   */
  public void disclosed(HttpServletRequest request, HttpServletResponse response, String what) {
    AuditEntry entry = entry(request, response);
    log.write(entry.of(what));
  }

  /** What an answered request is told as. */
  AuditEntry entry(HttpServletRequest request, HttpServletResponse response) {
    Authentication caller = caller();
    return new AuditEntry(
        clock.instant(),
        caller == null ? "anonymous" : caller.getName(),
        caller == null ? "" : roles(caller),
        cut(request.getMethod(), LONGEST_METHOD),
        cut(request.getRequestURI(), LONGEST_PATH),
        response.getStatus(),
        RequestId.of(request),
        request.getRemoteAddr(),
        what(request, response),
        1);
  }

  private static @Nullable Authentication caller() {
    Authentication caller = SecurityContextHolder.getContext().getAuthentication();
    return caller instanceof AnonymousAuthenticationToken ? null : caller;
  }

  private static String roles(Authentication caller) {
    return caller.getAuthorities().stream()
        .map(GrantedAuthority::getAuthority)
        .collect(Collectors.joining(", "));
  }

  private static String cut(String text, int longest) {
    return text.length() > longest ? text.substring(0, longest) : text;
  }

  private static @Nullable String what(HttpServletRequest request, HttpServletResponse response) {
    return response.getStatus() < 300
        ? ChangedThing.of(
            request.getRequestURI(),
            response.getHeader(HttpHeaders.LOCATION),
            response.getHeader(HttpHeaders.ETAG))
        : null;
  }
}
