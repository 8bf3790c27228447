package io.propensity.api.schedule;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.JsonNode;

/** The addresses of schedules. */
@RequestMapping(path = "/schedules", produces = MediaType.APPLICATION_JSON_VALUE)
interface ScheduleOperations {

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Schedule> create(
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody JsonNode body);

  @GetMapping
  ResponseEntity<List<Schedule>> list(@RequestParam MultiValueMap<String, String> parameters);

  @GetMapping("/{id}")
  ResponseEntity<Schedule> get(@PathVariable String id);

  @PatchMapping(
      path = "/{id}",
      consumes = {"application/merge-patch+json", MediaType.APPLICATION_JSON_VALUE})
  ResponseEntity<Schedule> change(
      @PathVariable String id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @RequestBody JsonNode body);

  @DeleteMapping("/{id}")
  ResponseEntity<Void> delete(
      @PathVariable String id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch);

  @PostMapping("/{id}/pause")
  ResponseEntity<Schedule> pause(
      @PathVariable String id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch);

  @PostMapping("/{id}/resume")
  ResponseEntity<Schedule> resume(
      @PathVariable String id,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch);

  @GetMapping("/{id}/firings")
  ResponseEntity<List<Firing>> firings(
      @PathVariable String id, @RequestParam MultiValueMap<String, String> parameters);
}
