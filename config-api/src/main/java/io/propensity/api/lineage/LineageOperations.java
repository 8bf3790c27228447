package io.propensity.api.lineage;

import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The addresses of lineage. */
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
interface LineageOperations {

  @GetMapping("/runs/{run_id}/lineage")
  List<LineageNode> ofRun(@PathVariable("run_id") String id);

  @GetMapping("/models/{name}/versions/{version}/uses")
  ResponseEntity<VersionUses> uses(
      @PathVariable String name,
      @PathVariable String version,
      @RequestParam MultiValueMap<String, String> parameters);
}
