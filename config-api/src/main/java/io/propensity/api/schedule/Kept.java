package io.propensity.api.schedule;

import io.propensity.api.schedule.Schedule.Last;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A schedule as it is kept.
 *
 * @param nextAt the firing that is waited for, or tried again; null where none is
 * @param tries how often that firing was refused
 */
record Kept(
    long id,
    Plan plan,
    boolean paused,
    @Nullable Instant nextAt,
    int tries,
    @Nullable Last last,
    int revision,
    Written created,
    Written updated) {

  private static final int SHOWN = 5;

  /** Who wrote it when. */
  record Written(Instant at, String by) {}

  Schedule told() {
    return new Schedule(
        id,
        plan.target().campaignId(),
        plan.target().pipeline(),
        plan.cron().text(),
        plan.timeZone().getId(),
        plan.overlap(),
        plan.missed(),
        plan.options(),
        paused,
        next(),
        last,
        revision,
        created.at(),
        created.by(),
        updated.at(),
        updated.by());
  }

  private List<Instant> next() {
    List<Instant> next = new ArrayList<>();
    Optional<Instant> time = Optional.ofNullable(nextAt);
    while (time.isPresent() && next.size() < SHOWN) {
      next.add(time.get());
      time = plan.next(time.get());
    }
    return next;
  }
}
