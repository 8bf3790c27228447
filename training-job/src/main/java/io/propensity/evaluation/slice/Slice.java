package io.propensity.evaluation.slice;

import io.propensity.split.SplitName;
import java.util.Optional;

/** Rows that are measured together: a split, or a segment of it. */
public record Slice(SplitName split, Optional<Segment> segment) {

  static Slice of(SplitName split) {
    return new Slice(split, Optional.empty());
  }
}
