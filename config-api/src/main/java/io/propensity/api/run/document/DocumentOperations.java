package io.propensity.api.run.document;

import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;

/** The addresses of the documents of runs. */
@RequestMapping(path = "/runs/{run_id}/documents", produces = MediaType.APPLICATION_JSON_VALUE)
interface DocumentOperations {

  @GetMapping
  List<RunDocument> list(@PathVariable("run_id") String id);

  @GetMapping("/{name}")
  ResponseEntity<String> get(@PathVariable("run_id") String id, @PathVariable String name);

  @PutMapping(path = "/{name}", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Void> put(
      @PathVariable("run_id") String id, @PathVariable String name, @RequestBody byte[] body);
}
