package io.propensity.api.console.model;

import io.propensity.api.console.chart.Numbers;
import io.propensity.api.model.AliasMove;
import io.propensity.api.model.Verdict;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A move of an alias, for people.
 *
 * @param from the version before; empty for none, as is {@code to} for the version after
 * @param verdict of the gate, in its words; empty where none was asked
 */
record MoveRow(
    String what,
    String from,
    String to,
    boolean forced,
    String reason,
    String verdict,
    Instant movedAt,
    String movedBy) {

  static MoveRow of(AliasMove move) {
    Verdict verdict = move.verdict();
    return new MoveRow(
        what(move.kind()),
        number(move.from()),
        number(move.to()),
        move.forced(),
        Objects.requireNonNullElse(move.reason(), ""),
        verdict == null ? "" : verdict.why(),
        move.movedAt(),
        move.movedBy());
  }

  private static String what(AliasMove.Kind kind) {
    return switch (kind) {
      case ASSIGN -> "Promoted";
      case ROLLBACK -> "Rolled back";
      case REMOVE -> "Removed";
    };
  }

  private static String number(@Nullable Integer version) {
    return version == null ? "" : Numbers.grouped(version);
  }
}
