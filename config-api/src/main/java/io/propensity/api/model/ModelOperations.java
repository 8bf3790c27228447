package io.propensity.api.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.JsonNode;

/** The addresses of models, their versions and their aliases. */
@RequestMapping(path = "/models")
interface ModelOperations {

  String JSON = MediaType.APPLICATION_JSON_VALUE;

  @GetMapping(produces = JSON)
  ResponseEntity<List<RegisteredModel>> list(
      @RequestParam MultiValueMap<String, String> parameters);

  @PostMapping(path = "/scan", produces = JSON)
  ScanResult scan();

  @GetMapping(path = "/{name}", produces = JSON)
  RegisteredModel get(@PathVariable String name);

  @GetMapping(path = "/{name}/compare", produces = JSON)
  Comparison compare(
      @PathVariable String name, @RequestParam MultiValueMap<String, String> parameters);

  @PostMapping(path = "/{name}/versions", consumes = JSON, produces = JSON)
  ResponseEntity<RegisteredVersion> register(@PathVariable String name, @RequestBody JsonNode body);

  @GetMapping(path = "/{name}/versions", produces = JSON)
  ResponseEntity<List<RegisteredVersion>> versions(
      @PathVariable String name, @RequestParam MultiValueMap<String, String> parameters);

  @GetMapping(path = "/{name}/versions/{version}", produces = JSON)
  VersionDetail version(@PathVariable String name, @PathVariable String version);

  @DeleteMapping(path = "/{name}/versions/{version}", produces = JSON)
  RegisteredVersion delete(@PathVariable String name, @PathVariable String version);

  @GetMapping("/{name}/versions/{version}/files/{*path}")
  ResponseEntity<Resource> file(
      @PathVariable String name, @PathVariable String version, @PathVariable String path);

  @GetMapping(path = "/{name}/aliases", produces = JSON)
  List<Alias> aliases(@PathVariable String name);

  @PutMapping(path = "/{name}/aliases/{alias}", consumes = JSON, produces = JSON)
  Alias assign(@PathVariable String name, @PathVariable String alias, @RequestBody JsonNode body);

  @DeleteMapping("/{name}/aliases/{alias}")
  ResponseEntity<Void> remove(@PathVariable String name, @PathVariable String alias);

  @PostMapping(path = "/{name}/aliases/{alias}/rollback", consumes = JSON, produces = JSON)
  Alias rollback(
      @PathVariable String name,
      @PathVariable String alias,
      @RequestBody(required = false) @Nullable JsonNode body);

  @GetMapping(path = "/{name}/aliases/{alias}/history", produces = JSON)
  ResponseEntity<List<AliasMove>> history(
      @PathVariable String name,
      @PathVariable String alias,
      @RequestParam MultiValueMap<String, String> parameters);
}
