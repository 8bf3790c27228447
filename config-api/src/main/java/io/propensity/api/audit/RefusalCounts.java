package io.propensity.api.audit;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts refusals between two writes of the log, so that whoever is refused a million times fills
 * no disk: the first of a caller, an address and a status is a row of its own, the others become
 * one. Beyond 100 such a time the rest of the world counts as one.
 */
final class RefusalCounts {

  static final int MOST = 100;

  private static final String SEVERAL = "*";

  private Map<Key, Counted> counts = new HashMap<>();

  private record Key(String caller, String remote, int status) {

    static Key of(AuditEntry entry) {
      return new Key(entry.caller(), entry.remote(), entry.status());
    }
  }

  private record Counted(AuditEntry first, int more, Instant last) {

    Counted plus(int others, Instant at) {
      return new Counted(first, more + others, at);
    }
  }

  /** Whether the refusal wants a row of its own; otherwise it was counted. */
  synchronized boolean isFirst(AuditEntry refusal) {
    Key key = Key.of(refusal);
    if (counts.size() >= MOST && !counts.containsKey(key)) {
      count(ofSeveral(refusal));
      return false;
    }
    boolean first = counts.putIfAbsent(key, new Counted(refusal, 0, refusal.at())) == null;
    if (!first) {
      count(refusal);
    }
    return first;
  }

  private void count(AuditEntry refusal) {
    Counted one = new Counted(refusal, 1, refusal.at());
    counts.merge(Key.of(refusal), one, (before, now) -> before.plus(1, now.last()));
  }

  /** Takes what was counted. */
  synchronized List<AuditEntry> take() {
    Map<Key, Counted> taken = counts;
    counts = new HashMap<>();
    return taken.values().stream()
        .filter(counted -> counted.more() > 0)
        .map(counted -> counted.first().times(counted.more(), counted.last()))
        .toList();
  }

  /** Counts again what could not be written. */
  synchronized void giveBack(AuditEntry untold) {
    Counted back = new Counted(untold, untold.times(), untold.at());
    counts.merge(Key.of(untold), back, (now, then) -> now.plus(then.more(), now.last()));
  }

  private static AuditEntry ofSeveral(AuditEntry refusal) {
    return new AuditEntry(
        refusal.at(), SEVERAL, "", SEVERAL, SEVERAL, refusal.status(), SEVERAL, SEVERAL, null, 1);
  }
}
