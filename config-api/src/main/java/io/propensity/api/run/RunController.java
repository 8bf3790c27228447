package io.propensity.api.run;

import io.propensity.api.problem.InvalidField;
import io.propensity.api.problem.ProblemException;
import io.propensity.run.RunId;
import io.propensity.run.UsageException;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import tools.jackson.databind.JsonNode;

@Hidden // Documented in openapi.yaml.
@RestController
class RunController implements RunOperations {

  private static final int DEFAULT_LINES = 200;
  private static final int MOST_LINES = 5_000;

  private final RunService service;
  private final RunLogs logs;
  private final RunEvents events;
  private final RunNotices notices;

  RunController(RunService service, RunLogs logs, RunEvents events, RunNotices notices) {
    this.service = service;
    this.logs = logs;
    this.events = events;
    this.notices = notices;
  }

  @Override
  public ResponseEntity<Run> score(String id, @Nullable JsonNode body) {
    return accepted(service.score(campaign(id), body));
  }

  @Override
  public ResponseEntity<Run> train(String name, @Nullable JsonNode body) {
    return accepted(service.train(name, body));
  }

  @Override
  public ResponseEntity<List<Run>> list(MultiValueMap<String, String> parameters) {
    RunQuery query = RunQuery.of(parameters);
    List<Run> found = service.list(query);
    ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
    if (found.size() <= query.size()) {
      return answer.body(found);
    }
    List<Run> page = found.subList(0, query.size());
    Run last = page.get(page.size() - 1);
    String next =
        ServletUriComponentsBuilder.fromCurrentRequest()
            .replaceQueryParam("before", new RunQuery.Cursor(last.createdAt(), last.runId()).text())
            .build()
            .toUriString();
    return answer.header(HttpHeaders.LINK, "<%s>; rel=\"next\"".formatted(next)).body(page);
  }

  @Override
  public Run get(String id) {
    return service.get(runId(id));
  }

  @Override
  public Run hear(String id, JsonNode body) {
    return service.hear(runId(id), notices.read(body));
  }

  @Override
  public ResponseEntity<Run> cancel(String id) {
    return ResponseEntity.accepted().body(service.cancel(runId(id)));
  }

  @Override
  public ResponseEntity<Run> retry(String id) {
    return accepted(service.retry(runId(id)));
  }

  @Override
  public ResponseEntity<String> log(String id, MultiValueMap<String, String> parameters) {
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("text/plain;charset=UTF-8"))
        .body(logs.of(service.get(runId(id)), lines(parameters)));
  }

  @Override
  public SseEmitter events(String id) {
    return events.watch(service.get(runId(id)));
  }

  private static ResponseEntity<Run> accepted(Run run) {
    return ResponseEntity.accepted().location(URI.create("/runs/" + run.runId())).body(run);
  }

  private static RunId runId(String text) {
    try {
      return new RunId(text);
    } catch (UsageException refused) {
      throw ProblemException.notFound("There is no run '%s'".formatted(text));
    }
  }

  private static long campaign(String id) {
    if (!id.matches("[0-9]{1,18}")) {
      throw ProblemException.notFound(
          "There is no campaign '%s': ids are whole numbers".formatted(id));
    }
    return Long.parseLong(id);
  }

  private static int lines(MultiValueMap<String, String> parameters) {
    String text = parameters.getFirst("lines");
    if (!Set.of("lines").containsAll(parameters.keySet())) {
      throw ProblemException.invalidFields(
          List.of(new InvalidField("lines", "is the only parameter there is")));
    }
    if (text == null || text.isEmpty()) {
      return DEFAULT_LINES;
    }
    if (text.matches("[0-9]{1,4}")) {
      int lines = Integer.parseInt(text);
      if (lines >= 1 && lines <= MOST_LINES) {
        return lines;
      }
    }
    throw ProblemException.invalidFields(
        List.of(new InvalidField("lines", "must be a whole number from 1 to " + MOST_LINES)));
  }
}
