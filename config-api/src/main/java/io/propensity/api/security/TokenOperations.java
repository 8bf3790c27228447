package io.propensity.api.security;

import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.JsonNode;

/** The addresses of tokens. */
@RequestMapping(path = "/tokens", produces = MediaType.APPLICATION_JSON_VALUE)
interface TokenOperations {

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<CreatedToken> create(@RequestBody JsonNode body, Authentication caller);

  @GetMapping
  ResponseEntity<List<Token>> list(@RequestParam MultiValueMap<String, String> parameters);

  @DeleteMapping("/{id}")
  ResponseEntity<Void> revoke(@PathVariable String id, Authentication caller);
}
