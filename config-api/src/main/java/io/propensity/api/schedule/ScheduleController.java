package io.propensity.api.schedule;

import io.propensity.api.PropensitySettings;
import io.propensity.api.idempotency.Idempotency;
import io.propensity.api.web.IfMatch;
import io.propensity.api.web.NextPage;
import io.propensity.api.web.PathNumbers;
import io.propensity.api.web.QueryParameters;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import tools.jackson.databind.JsonNode;

@RestController
class ScheduleController implements ScheduleOperations {

  private static final Instant EVER = Instant.parse("9999-12-31T00:00:00Z");

  private final ScheduleStore store;
  private final ScheduleReader reader;
  private final Idempotency idempotency;
  private final PropensitySettings settings;

  ScheduleController(
      ScheduleStore store,
      ScheduleReader reader,
      Idempotency idempotency,
      PropensitySettings settings) {
    this.store = store;
    this.reader = reader;
    this.idempotency = idempotency;
    this.settings = settings;
  }

  @Override
  public ResponseEntity<Schedule> create(@Nullable String key, JsonNode body) {
    return idempotency.once(
        key,
        "POST /schedules",
        body,
        Schedule.class,
        () -> {
          Schedule schedule = store.create(reader.readNew(body));
          return ResponseEntity.created(URI.create("/schedules/" + schedule.id()))
              .eTag(IfMatch.etag(schedule.revision()))
              .body(schedule);
        });
  }

  @Override
  public ResponseEntity<List<Schedule>> list(MultiValueMap<String, String> parameters) {
    ScheduleQuery query = ScheduleQuery.of(parameters);
    return NextPage.of(
        store.list(query),
        query.size(),
        last -> String.valueOf(last.id()),
        ServletUriComponentsBuilder.fromCurrentRequest());
  }

  @Override
  public ResponseEntity<Schedule> get(String id) {
    return answer(store.get(PathNumbers.id("schedule", id)));
  }

  @Override
  public ResponseEntity<Schedule> change(String id, @Nullable String ifMatch, JsonNode body) {
    return answer(
        store.change(
            PathNumbers.id("schedule", id),
            condition(ifMatch),
            current -> reader.readPatch(body, current)));
  }

  @Override
  public ResponseEntity<Void> delete(String id, @Nullable String ifMatch) {
    store.delete(PathNumbers.id("schedule", id), condition(ifMatch));
    return ResponseEntity.noContent().build();
  }

  @Override
  public ResponseEntity<Schedule> pause(String id, @Nullable String ifMatch) {
    return answer(store.pause(PathNumbers.id("schedule", id), condition(ifMatch), true));
  }

  @Override
  public ResponseEntity<Schedule> resume(String id, @Nullable String ifMatch) {
    return answer(store.pause(PathNumbers.id("schedule", id), condition(ifMatch), false));
  }

  @Override
  public ResponseEntity<List<Firing>> firings(String id, MultiValueMap<String, String> parameters) {
    QueryParameters query = new QueryParameters(parameters, List.of("before", "size"));
    Instant before = query.instant("before").orElse(EVER);
    int size = query.number("size", ScheduleQuery.DEFAULT_SIZE, 1, ScheduleQuery.LARGEST_SIZE);
    query.requireNone();
    return NextPage.of(
        store.firings(PathNumbers.id("schedule", id), before, size + 1),
        size,
        last -> last.at().toString(),
        ServletUriComponentsBuilder.fromCurrentRequest());
  }

  private IfMatch condition(@Nullable String ifMatch) {
    return IfMatch.of(ifMatch, settings.requireIfMatch());
  }

  private static ResponseEntity<Schedule> answer(Schedule schedule) {
    return ResponseEntity.ok().eTag(IfMatch.etag(schedule.revision())).body(schedule);
  }
}
