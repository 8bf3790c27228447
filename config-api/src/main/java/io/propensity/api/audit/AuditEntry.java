package io.propensity.api.audit;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of one request, or of several refusals.
 *
 * @param caller {@code anonymous} for whoever was not let in
 * @param role the caller's roles; empty for whoever was not let in
 * @param path without the query, which may hold what is not for a log
 * @param requestId by which the answer and the log of the service name the request
 * @param what the thing that was changed, as far as the answer says it: {@code campaign 7 revision
 *     3}
 * @param times how many requests this stands for
 */
public record AuditEntry(
    Instant at,
    String caller,
    String role,
    String method,
    String path,
    int status,
    @JsonProperty("request_id") String requestId,
    String remote,
    @Nullable String what,
    int times) {

  /** The same of another thing. */
  AuditEntry of(String thing) {
    return new AuditEntry(at, caller, role, method, path, status, requestId, remote, thing, times);
  }

  /** So many more of the same, at the time of the last. */
  AuditEntry times(int count, Instant last) {
    return new AuditEntry(last, caller, role, method, path, status, requestId, remote, what, count);
  }
}
