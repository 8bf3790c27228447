package io.propensity.api.campaign;

import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The addresses of a campaign's history. */
@RequestMapping(path = "/campaigns/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
interface RevisionOperations {

  @GetMapping("/revisions")
  ResponseEntity<List<Revision>> list(
      @PathVariable String id, @RequestParam MultiValueMap<String, String> parameters);

  @GetMapping("/revisions/{revision}")
  Revision get(@PathVariable String id, @PathVariable String revision);

  @GetMapping("/diff")
  Difference difference(
      @PathVariable String id, @RequestParam MultiValueMap<String, String> parameters);
}
