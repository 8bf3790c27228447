package io.propensity.api.audit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts writes that need no row each, by who makes them and where, between two writes of the log.
 */
final class RoutineCounts {

  private Map<Key, AuditEntry> counts = new HashMap<>();

  private record Key(String caller, String remote, String method, String path) {

    static Key of(AuditEntry entry) {
      return new Key(entry.caller(), entry.remote(), entry.method(), entry.path());
    }
  }

  synchronized void count(AuditEntry entry) {
    counts.merge(
        Key.of(entry),
        entry,
        (before, now) ->
            now.times(
                before.times() + now.times(),
                before.at().isAfter(now.at()) ? before.at() : now.at()));
  }

  /** Takes what was counted. */
  synchronized List<AuditEntry> take() {
    Map<Key, AuditEntry> taken = counts;
    counts = new HashMap<>();
    return List.copyOf(taken.values());
  }
}
