package io.propensity.api.run;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.JsonNode;

/** The addresses of runs. */
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
interface RunOperations {

  @PostMapping(path = "/campaigns/{id}/runs")
  ResponseEntity<Run> score(
      @PathVariable String id,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody(required = false) @Nullable JsonNode body);

  @PostMapping(path = "/pipelines/{name}/runs")
  ResponseEntity<Run> train(
      @PathVariable String name,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody(required = false) @Nullable JsonNode body);

  @GetMapping("/runs")
  ResponseEntity<List<Run>> list(@RequestParam MultiValueMap<String, String> parameters);

  @GetMapping("/runs/{run_id}")
  Run get(@PathVariable("run_id") String id);

  @PutMapping(path = "/runs/{run_id}", consumes = MediaType.APPLICATION_JSON_VALUE)
  Run hear(@PathVariable("run_id") String id, @RequestBody @Nullable JsonNode body);

  @PostMapping("/runs/{run_id}/cancel")
  ResponseEntity<Run> cancel(@PathVariable("run_id") String id);

  @PostMapping("/runs/{run_id}/retry")
  ResponseEntity<Run> retry(@PathVariable("run_id") String id);

  @GetMapping(path = "/runs/{run_id}/log", produces = MediaType.TEXT_PLAIN_VALUE)
  ResponseEntity<String> log(
      @PathVariable("run_id") String id, @RequestParam MultiValueMap<String, String> parameters);

  @GetMapping(path = "/runs/{run_id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter events(@PathVariable("run_id") String id);
}
