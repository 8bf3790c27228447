package io.propensity.api.schedule;

import io.propensity.api.problem.ProblemException;
import io.propensity.api.run.RunStarter;
import io.propensity.api.schedule.Kept.Written;
import io.propensity.api.schedule.ScheduleReader.Wanted;
import io.propensity.api.web.CurrentUser;
import io.propensity.api.web.IfMatch;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps schedules. Each change, and its timer, is one transaction. */
@Service
class ScheduleStore {

  private final ScheduleRows rows;
  private final FiringRows firings;
  private final Firings timed;
  private final RunStarter runs;
  private final CurrentUser user;
  private final Clock clock;

  ScheduleStore(
      ScheduleRows rows,
      FiringRows firings,
      Firings timed,
      RunStarter runs,
      CurrentUser user,
      Clock clock) {
    this.rows = rows;
    this.firings = firings;
    this.timed = timed;
    this.runs = runs;
    this.user = user;
    this.clock = clock;
  }

  @Transactional
  Schedule create(Wanted wanted) {
    runs.requireLauncher();
    Instant next = wanted.paused() ? null : next(wanted.plan());
    long id = rows.add(wanted.plan(), wanted.paused(), next, by());
    await(id, next);
    return get(id);
  }

  @Transactional(readOnly = true)
  Schedule get(long id) {
    return rows.find(id).orElseThrow(() -> absent(id)).told();
  }

  @Transactional(readOnly = true)
  List<Schedule> list(ScheduleQuery query) {
    return rows.list(query).stream().map(Kept::told).toList();
  }

  @Transactional(readOnly = true)
  Map<Long, Instant> next(Collection<Long> campaigns) {
    return rows.next(campaigns);
  }

  @Transactional(readOnly = true)
  List<Firing> firings(long id, Instant before, int most) {
    get(id);
    return firings.list(id, before, most);
  }

  /** Makes the next revision, or none when nothing changes; it goes on from now. */
  @Transactional
  Schedule change(long id, IfMatch ifMatch, UnaryOperator<Plan> change) {
    Kept current = lock(id);
    Plan plan = change.apply(current.plan());
    require(ifMatch, current);
    return plan.equals(current.plan()) ? current.told() : write(current, plan, current.paused());
  }

  /** What is paused already stays so, and as it was. */
  @Transactional
  Schedule pause(long id, IfMatch ifMatch, boolean paused) {
    Kept current = lock(id);
    require(ifMatch, current);
    return paused == current.paused() ? current.told() : write(current, current.plan(), paused);
  }

  @Transactional
  void delete(long id, IfMatch ifMatch) {
    require(ifMatch, lock(id));
    rows.delete(id, by());
  }

  private Schedule write(Kept current, Plan plan, boolean paused) {
    Instant next = paused ? null : next(plan);
    rows.change(current.id(), plan, paused, next, by());
    await(current.id(), next);
    return get(current.id());
  }

  private void await(long id, @Nullable Instant next) {
    if (next != null) {
      timed.await(id, next);
    }
  }

  private @Nullable Instant next(Plan plan) {
    return plan.next(clock.instant()).orElse(null);
  }

  private Kept lock(long id) {
    return rows.lock(id).orElseThrow(() -> absent(id));
  }

  private static void require(IfMatch ifMatch, Kept current) {
    ifMatch.require(
        "Schedule " + current.id(),
        current.revision(),
        "GET /schedules/%d answers, which is the revision in quotes".formatted(current.id()));
  }

  private Written by() {
    return new Written(clock.instant(), user.name());
  }

  private static ProblemException absent(long id) {
    return ProblemException.notFound("There is no schedule %d".formatted(id));
  }
}
