package io.propensity.api.schedule;

import io.propensity.api.web.IfMatch;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/** What the console does with schedules, by the rules that clients have. */
@Service
public class Schedules {

  private static final int MOST = 100;

  private final ScheduleStore store;
  private final ScheduleReader reader;

  Schedules(ScheduleStore store, ScheduleReader reader) {
    this.store = store;
    this.reader = reader;
  }

  public Schedule create(JsonNode body) {
    return store.create(reader.readNew(body));
  }

  public Schedule get(long id) {
    return store.get(id);
  }

  /** Those of a campaign, newest first; at most a hundred. */
  public List<Schedule> ofCampaign(long campaign) {
    return store.list(new ScheduleQuery(campaign, null, Long.MAX_VALUE, MOST)).stream()
        .limit(MOST)
        .toList();
  }

  /** The next firing of each campaign that has one. */
  public Map<Long, Instant> next(Collection<Long> campaigns) {
    return store.next(campaigns);
  }

  /**
   * The next five firings of what is not kept yet.
   *
   * @param body {@code cron}, and {@code time_zone} where it is not UTC
   */
  public List<Instant> firings(JsonNode body) {
    return reader.firings(body);
  }

  /** Newest first; at most one more than a page holds. */
  public List<Schedule> list(ScheduleQuery query) {
    return store.list(query);
  }

  /** What became of the firings before a time, the latest first. */
  public List<Firing> firings(long id, Instant before, int most) {
    return store.firings(id, before, most);
  }

  /**
   * Changes when a schedule fires and what it does then.
   *
   * @param patch a merge patch, as of {@code PATCH /schedules/{id}}
   */
  public Schedule change(long id, IfMatch ifMatch, JsonNode patch) {
    return store.change(id, ifMatch, current -> reader.readPatch(patch, current));
  }

  public Schedule pause(long id, IfMatch ifMatch, boolean paused) {
    return store.pause(id, ifMatch, paused);
  }

  public void delete(long id, IfMatch ifMatch) {
    store.delete(id, ifMatch);
  }
}
