package io.propensity.api.campaign;

import java.util.List;

/** What differs between two revisions of a campaign, in the order of its fields. */
public record Difference(int from, int to, List<FieldChange> changes) {

  public Difference {
    changes = List.copyOf(changes);
  }
}
