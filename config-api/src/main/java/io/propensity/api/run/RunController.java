package io.propensity.api.run;

import io.propensity.api.idempotency.Idempotency;
import io.propensity.api.web.NextPage;
import io.propensity.api.web.PathNumbers;
import io.propensity.api.web.QueryParameters;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

@RestController
class RunController implements RunOperations {

  private static final int DEFAULT_LINES = 200;
  private static final int MOST_LINES = 5_000;

  private final RunService service;
  private final RunLogs logs;
  private final RunEvents events;
  private final RunNotices notices;
  private final Idempotency idempotency;

  RunController(
      RunService service,
      RunLogs logs,
      RunEvents events,
      RunNotices notices,
      Idempotency idempotency) {
    this.service = service;
    this.logs = logs;
    this.events = events;
    this.notices = notices;
    this.idempotency = idempotency;
  }

  @Override
  public ResponseEntity<Run> score(String id, @Nullable String key, @Nullable JsonNode body) {
    long campaign = PathNumbers.id("campaign", id);
    return once(
        key,
        "POST /campaigns/%d/runs".formatted(campaign),
        body,
        () -> service.score(campaign, body));
  }

  @Override
  public ResponseEntity<Run> train(String name, @Nullable String key, @Nullable JsonNode body) {
    return once(
        key, "POST /pipelines/%s/runs".formatted(name), body, () -> service.train(name, body));
  }

  @Override
  public ResponseEntity<List<Run>> list(MultiValueMap<String, String> parameters) {
    RunQuery query = RunQuery.of(parameters);
    return NextPage.of(
        service.list(query),
        query.size(),
        last -> RunQuery.Cursor.of(last).text(),
        ServletUriComponentsBuilder.fromCurrentRequest());
  }

  @Override
  public Run get(String id) {
    return service.get(RunService.id(id));
  }

  @Override
  public Run hear(String id, @Nullable JsonNode body) {
    return service.hear(RunService.id(id), notices.read(body));
  }

  @Override
  public ResponseEntity<Run> cancel(String id) {
    return ResponseEntity.accepted().body(service.cancel(RunService.id(id)));
  }

  @Override
  public ResponseEntity<Run> retry(String id) {
    return accepted(service.retry(RunService.id(id)));
  }

  @Override
  public ResponseEntity<String> log(String id, MultiValueMap<String, String> parameters) {
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("text/plain;charset=UTF-8"))
        .body(logs.of(service.get(RunService.id(id)), lines(parameters)));
  }

  @Override
  public SseEmitter events(String id) {
    return events.watch(service.get(RunService.id(id)));
  }

  private ResponseEntity<Run> once(
      @Nullable String key, String target, @Nullable JsonNode body, Supplier<Run> start) {
    JsonNode asked = body == null ? JsonNodeFactory.instance.objectNode() : body;
    return idempotency.once(key, target, asked, Run.class, () -> accepted(start.get()));
  }

  private static ResponseEntity<Run> accepted(Run run) {
    return ResponseEntity.accepted().location(URI.create("/runs/" + run.runId())).body(run);
  }

  private static int lines(MultiValueMap<String, String> given) {
    QueryParameters parameters = new QueryParameters(given, List.of("lines"));
    int lines = parameters.number("lines", DEFAULT_LINES, 1, MOST_LINES);
    parameters.requireNone();
    return lines;
  }
}
